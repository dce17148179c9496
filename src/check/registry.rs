//! The rules of the program in their groups, and the table of them that the README shows.

use super::rule::Rule;
use super::rules as rule_files;

/// Rules that look at the same side of the form.
#[derive(Debug)]
pub struct Group {
    /// With which the codes of its rules begin.
    pub letter: char,
    /// What people call it.
    pub name: &'static str,
    /// Its rules, in the order of the ids.
    pub rules: &'static [&'static Rule],
}

impl Group {
    pub(super) const fn new(
        letter: char,
        name: &'static str,
        rules: &'static [&'static Rule],
    ) -> Self {
        Self {
            letter,
            name,
            rules,
        }
    }

    /// Its rules in the order of their codes, as people read them.
    pub fn by_code(&self) -> Vec<&'static Rule> {
        let mut rules = self.rules.to_vec();
        rules.sort_by_key(|rule| rule.code);
        rules
    }
}

/// The groups of rules, in the order of their letters.
pub fn groups() -> &'static [Group] {
    &rule_files::GROUPS
}

/// Every rule.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    rule_files::GROUPS
        .iter()
        .flat_map(|group| group.rules.iter().copied())
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

/// The table of rules as markdown, in the order of their codes.
pub fn rules_markdown() -> String {
    let rules = rule_files::GROUPS.iter().flat_map(Group::by_code);
    let head = "| 编号 | 检查什么 | 程度 | 修改建议 |\n| --- | --- | --- | --- |\n".to_owned();
    rules.fold(head, |table, rule| {
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
        for group in groups() {
            let ids = group.rules.iter().map(|rule| rule.id.replace('-', "_"));
            let registered: Vec<String> = ids.collect();
            assert!(registered.is_sorted(), "{}", group.name);
            let sources = std::fs::read_dir(format!("{folder}/{}", folder_of(group))).unwrap();
            let names = sources.map(|file| file.unwrap().file_name().into_string().unwrap());
            let mut files: Vec<String> = names
                .filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned()))
                .filter(|name| !["mod", "common"].contains(&name.as_str()))
                .collect();
            files.sort();
            assert_eq!(registered, files);
        }
    }

    fn folder_of(group: &Group) -> &'static str {
        match group.letter {
            'A' => "completeness",
            'B' => "money",
            'C' => "wording",
            'D' => "values",
            'E' => "categories",
            'F' => "linkage",
            'G' => "time",
            'H' => "submission",
            other => panic!("no folder for {other}"),
        }
    }

    #[test]
    fn codes_are_well_formed_and_never_used_twice() {
        let mut seen: BTreeSet<&str> = RETIRED_CODES.into();
        for rule in rules() {
            assert!(
                seen.insert(rule.code),
                "{} has the code of another rule",
                rule.id
            );
            let (letter, number) = rule.code.split_once('-').unwrap();
            let two_digits = number.len() == 2 && number.chars().all(|c| c.is_ascii_digit());
            assert!(letter.len() == 1 && two_digits, "{} is no code", rule.code);
        }
        for group in groups() {
            let of_group = |rule: &&Rule| rule.code.starts_with(group.letter);
            assert!(group.rules.iter().all(of_group), "{}", group.name);
        }
    }

    #[test]
    fn ids_are_kebab_case_and_name_a_problem() {
        for rule in rules() {
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
        for rule in rules() {
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
        for wanted in rules() {
            assert_eq!(rule(wanted.id), Some(wanted));
        }
        assert_eq!(rule("no-such-rule"), None);
    }

    #[test]
    fn the_table_lists_every_rule_by_its_code() {
        let table = rules_markdown();
        let codes: Vec<&str> = table.lines().skip(2).map(|line| &line[2..6]).collect();
        assert_eq!(codes.len(), rules().count());
        assert!(codes.is_sorted());
        let line = "| D-13 | 一个指标值里写了两个以上的数量 | 警告 | 有时 |";
        assert!(table.lines().any(|found| found == line), "{table}");
    }
}
