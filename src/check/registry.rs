//! The rules of the program, and the table of them that the README shows.

use super::rule::Rule;
use super::rules;

/// Every rule, alphabetical by id.
pub static RULES: &[&Rule] = rules::ALL;

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

/// The table of rules as markdown, in the order of their codes.
pub fn rules_markdown() -> String {
    let mut rules = RULES.to_vec();
    rules.sort_by_key(|rule| rule.code);
    let head = "| 编号 | 检查什么 | 程度 | 修改建议 |\n| --- | --- | --- | --- |\n".to_owned();
    rules.iter().fold(head, |table, rule| {
        let what = rule.docs.what.trim_end_matches('。');
        // Markdown would take them for markup and show nothing.
        let what = what.replace('&', "&amp;").replace('<', "&lt;");
        let code = rule.code;
        let (severity, fix) = (rule.severity.label(), rule.fix.label());
        table + &format!("| {code} | {what} | {severity} | {fix} |\n")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Codes of rules that are gone; old reports mention them, so no new rule takes them.
    const RETIRED_CODES: [&str; 0] = [];

    #[test]
    fn every_file_is_a_registered_rule_and_the_list_is_sorted() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/rules");
        let files = std::fs::read_dir(folder).unwrap();
        let mut files: Vec<String> = files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "mod.rs")
            .collect();
        files.sort();
        let registered: Vec<String> = RULES
            .iter()
            .map(|rule| rule.id.replace('-', "_") + ".rs")
            .collect();
        assert_eq!(registered, files);
    }

    #[test]
    fn codes_are_well_formed_and_never_used_twice() {
        let mut seen: BTreeSet<&str> = RETIRED_CODES.into();
        for rule in RULES {
            assert!(
                seen.insert(rule.code),
                "{} has the code of another rule",
                rule.id
            );
            let (letter, number) = rule.code.split_once('-').unwrap();
            let letter_known = ["A", "B", "C", "D", "E", "F", "G", "H"].contains(&letter);
            let two_digits = number.len() == 2 && number.chars().all(|c| c.is_ascii_digit());
            assert!(letter_known && two_digits, "{} is no code", rule.code);
        }
    }

    #[test]
    fn ids_are_kebab_case_and_name_a_problem() {
        for rule in RULES {
            let words: Vec<&str> = rule.id.split('-').collect();
            let plain = |word: &&str| {
                !word.is_empty()
                    && word
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            };
            assert!(words.len() > 1 && words.iter().all(plain), "{}", rule.id);
            let remedies = ["add", "avoid", "check", "fill", "fix", "require", "use"];
            assert!(!remedies.contains(&words[0]), "{} names a remedy", rule.id);
        }
    }

    #[test]
    fn docs_have_all_parts_as_whole_sentences() {
        for rule in RULES {
            for (heading, text) in rule.docs.sections() {
                assert!(
                    text.ends_with('。'),
                    "{}: {heading} is no sentence",
                    rule.id
                );
                assert_eq!(text.trim(), text, "{}: {heading}", rule.id);
            }
            let what = rule.docs.what;
            assert!(
                !what.trim_end_matches('。').contains('。'),
                "{}: {what}",
                rule.id
            );
            assert!(!what.contains('|'), "{} would break the table", rule.id);
        }
    }

    #[test]
    fn rules_are_found_by_their_ids() {
        for wanted in RULES {
            assert_eq!(rule(wanted.id), Some(*wanted));
        }
        assert_eq!(rule("no-such-rule"), None);
    }

    #[test]
    fn the_table_lists_every_rule_by_its_code() {
        let table = rules_markdown();
        let codes: Vec<&str> = table.lines().skip(2).map(|line| &line[2..6]).collect();
        assert_eq!(codes.len(), RULES.len());
        assert!(codes.is_sorted());
        let line = "| D-13 | 一个指标值里写了两个以上的数量 | 警告 | 有时 |";
        assert!(table.lines().any(|found| found == line), "{table}");
    }
}
