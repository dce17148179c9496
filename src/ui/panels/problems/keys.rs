//! The keys of the list of problems, which mean something only while a row of it has the focus.

use egui::{Event, EventFilter, InputState, Key, Modifiers};

/// What a key asks of the row that has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    Up,
    Down,
    First,
    Last,
    /// To the next button of the row; unfolds what is folded.
    Right,
    /// Back, and folds.
    Left,
    /// Applies the first fix.
    Fix,
    Why,
    Ignore,
    /// Back to the form.
    Leave,
}

/// The keys as help lists them.
pub const LEGEND: [(&str, &str); 8] = [
    ("↑ ↓", "上一条、下一条"),
    ("Home End", "第一条、最后一条"),
    ("Enter", "转到有问题的地方；合并的一行则展开"),
    ("→ ←", "在这一条的按钮之间移动；展开、收起"),
    ("Alt+Enter", "应用第一个修改建议，然后到下一条"),
    ("F1", "为什么有这个问题"),
    ("Delete", "忽略这一条"),
    ("Esc", "回到表格"),
];

const PRESSES: [(Modifiers, Key, Press); 10] = [
    (Modifiers::ALT, Key::Enter, Press::Fix),
    (Modifiers::NONE, Key::ArrowUp, Press::Up),
    (Modifiers::NONE, Key::ArrowDown, Press::Down),
    (Modifiers::NONE, Key::Home, Press::First),
    (Modifiers::NONE, Key::End, Press::Last),
    (Modifiers::NONE, Key::ArrowRight, Press::Right),
    (Modifiers::NONE, Key::ArrowLeft, Press::Left),
    (Modifiers::NONE, Key::F1, Press::Why),
    (Modifiers::NONE, Key::Delete, Press::Ignore),
    (Modifiers::NONE, Key::Escape, Press::Leave),
];

/// Takes the presses out of the input, in their order.
pub(super) fn take(input: &mut InputState) -> Vec<Press> {
    let mut presses = Vec::new();
    input.events.retain(|event| {
        let press = meaning(event);
        presses.extend(press);
        press.is_none()
    });
    presses
}

/// More modifiers mean something else: Alt+↑ moves a row of the form.
fn meaning(event: &Event) -> Option<Press> {
    let Event::Key {
        key,
        pressed: true,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    let mut presses = PRESSES.iter();
    let (.., press) =
        presses.find(|(held, wanted, _)| wanted == key && modifiers.matches_exact(*held))?;
    Some(*press)
}

/// What a row keeps of the keys that would move the focus by themselves.
pub(super) const KEPT: EventFilter = EventFilter {
    tab: false,
    horizontal_arrows: true,
    vertical_arrows: true,
    escape: true,
};
