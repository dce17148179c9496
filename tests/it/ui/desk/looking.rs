//! What is to be seen at the desk, and what is expected there.

use egui::accesskit::{Role, Toggled};
use egui::{Shape, Vec2, ViewportCommand};
use egui_kittest::Node;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use mubiao::app::Workspace;
use mubiao::app::read::place;
use mubiao::model::{Draft, FieldPath, access};

use super::{Desk, name_of};

impl Desk {
    /// What the application knows.
    pub(crate) fn workspace(&self) -> &Workspace {
        self.window.state().app.workspace()
    }

    /// The open draft.
    pub(crate) fn draft(&self) -> &Draft {
        self.workspace().draft()
    }

    pub(super) fn size(&self) -> Vec2 {
        self.window.ctx.content_rect().size()
    }

    pub(super) fn nodes(&self, role: Role) -> Vec<Node<'_>> {
        self.window.query_all(By::new().role(role)).collect()
    }

    pub(super) fn fields(&self) -> Vec<Node<'_>> {
        let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput);
        let fields = By::new().predicate(move |node| is_field(node.role()));
        self.window.query_all(fields).collect()
    }

    #[track_caller]
    pub(super) fn one(&self, name: &str, role: Role) -> Node<'_> {
        self.only(name, &self.nodes(role))
    }

    #[track_caller]
    pub(super) fn field(&self, name: &str) -> Node<'_> {
        self.only(name, &self.fields())
    }

    #[track_caller]
    pub(super) fn only<'t>(&self, name: &str, among: &[Node<'t>]) -> Node<'t> {
        let named: Vec<_> = among.iter().filter(|node| name_of(node) == name).collect();
        match named.as_slice() {
            [node] => **node,
            [] => panic!("“{name}” is not among {}", self.told()),
            _ => panic!("“{name}” stands here {} times", named.len()),
        }
    }

    /// The names of all fields, in the order in which they are drawn.
    pub(crate) fn field_names(&self) -> Vec<String> {
        self.fields().iter().map(name_of).collect()
    }

    /// The name of the field or button that has the caret.
    pub(crate) fn focus(&self) -> Option<String> {
        let mut nodes = self.window.root().children_recursive();
        nodes.find(Node::is_focused).map(|node| name_of(&node))
    }

    /// What has the caret stands between the bars at the top and at the foot.
    pub(crate) fn focus_is_in_view(&self) -> bool {
        let mut nodes = self.window.root().children_recursive();
        let rect = nodes.find(Node::is_focused).map(|node| node.rect());
        let (top, foot) = (60.0, self.size().y - 32.0);
        // Of a field that is higher than the window a part is to be seen.
        rect.is_some_and(|rect| {
            let is_whole = rect.top() >= top && rect.bottom() <= foot;
            let is_high = rect.height() > foot - top;
            is_whole || (is_high && rect.top() < foot && rect.bottom() > top)
        })
    }

    /// The name of the tab that is open.
    pub(crate) fn open_tab(&self) -> String {
        let tabs = self.nodes(Role::Tab);
        let is_open = |node: &&Node<'_>| node.accesskit_node().toggled() == Some(Toggled::True);
        let open = tabs.iter().find(is_open);
        open.map(name_of).expect("one tab is open")
    }

    /// There is a field of this name.
    pub(crate) fn has_field(&self, name: &str) -> bool {
        self.field_names().iter().any(|found| found == name)
    }

    /// There is a button of this name.
    pub(crate) fn has_button(&self, name: &str) -> bool {
        let buttons = self.nodes(Role::Button);
        buttons.iter().any(|node| name_of(node).starts_with(name))
    }

    /// The names of the rows of a list.
    pub(crate) fn options(&self) -> Vec<String> {
        self.nodes(Role::ListBoxOption)
            .iter()
            .map(name_of)
            .collect()
    }

    /// Which row of a list is announced as chosen.
    pub(crate) fn chosen_option(&self) -> Option<usize> {
        let options = self.nodes(Role::ListBoxOption);
        let is_chosen = |node: &Node<'_>| node.accesskit_node().is_selected() == Some(true);
        options.iter().position(is_chosen)
    }

    /// Why a button cannot be pressed; `None` where it can. The beginning of its name will do.
    #[track_caller]
    pub(crate) fn why_not(&self, button: &str) -> Option<String> {
        let buttons = self.nodes(Role::Button);
        let found = buttons
            .iter()
            .find(|node| name_of(node).starts_with(button));
        let node = found.unwrap_or_else(|| panic!("“{button}” is not among {}", self.told()));
        let node = node.accesskit_node();
        node.is_disabled()
            .then(|| node.description().unwrap_or_default())
    }

    /// A button lies within the window, and so does the dialog that it closes.
    #[track_caller]
    pub(crate) fn fits(&self, button: &str) {
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, self.size());
        let rect = self.one(button, Role::Button).rect();
        let margin = 8.0;
        assert!(
            screen.shrink(margin).contains_rect(rect),
            "“{button}” lies at {rect:?}"
        );
        self.has_named_buttons();
    }

    /// Every button and every row of a list has a name.
    #[track_caller]
    pub(crate) fn has_named_buttons(&self) {
        for role in [Role::Button, Role::ListBoxOption] {
            for node in self.nodes(role) {
                let rect = node.rect();
                assert!(
                    !name_of(&node).is_empty(),
                    "a button at {rect:?} has no name"
                );
            }
        }
    }

    /// Every word on the window.
    fn words(&self) -> Vec<String> {
        let nodes = self.window.root().children_recursive();
        let said = |node: Node<'_>| match node.accesskit_node().role() {
            Role::Label => node.value(),
            Role::Link => Some(name_of(&node)),
            _ => None,
        };
        nodes.filter_map(said).collect()
    }

    /// These words stand somewhere on the window.
    pub(crate) fn has_words(&self, words: &str) -> bool {
        self.words().iter().any(|said| said.contains(words))
    }

    fn told(&self) -> String {
        let nodes = self.window.root().children_recursive();
        let names: Vec<String> = nodes
            .filter_map(|node| node.accesskit_node().label())
            .collect();
        names.join("｜")
    }

    /// The pages show the present state.
    pub(crate) fn has_fresh_pages(&self) -> bool {
        self.workspace().pages_are_fresh()
    }

    /// How many pictures are shown, letters aside.
    pub(crate) fn pictures(&self) -> usize {
        let shapes = self.window.output().shapes.iter();
        let is_picture = |shape: &Shape| match shape {
            Shape::Rect(rect) => rect.fill_texture_id() != egui::TextureId::default(),
            Shape::Mesh(mesh) => mesh.texture_id != egui::TextureId::default(),
            _ => false,
        };
        shapes.filter(|clipped| is_picture(&clipped.shape)).count()
    }

    /// The window asked this of the system.
    pub(crate) fn has_asked(&self, command: &ViewportCommand) -> bool {
        self.commands.contains(command)
    }

    /// The zoom of the window.
    pub(crate) fn zoom(&self) -> f32 {
        self.window.ctx.zoom_factor()
    }

    /// The appearance of the window.
    pub(crate) fn theme(&self) -> egui::Theme {
        self.window.ctx.theme()
    }

    /// How wide the list of problems is drawn, pt; `None` where it is folded.
    pub(crate) fn problems_width(&self) -> Option<f32> {
        // The words at its head lie at its edge.
        let mut sentences = self.nodes(Role::Label).into_iter();
        let head = sentences.find(|node| node.value().as_deref() == Some("问题"))?;
        let left = head.rect().left() - 12.0;
        self.has_field("筛选问题").then(|| self.size().x - left)
    }

    /// The title that the window has.
    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    /// What the window asked of the system since this was asked last.
    pub(crate) fn commands(&mut self) -> Vec<ViewportCommand> {
        std::mem::take(&mut self.commands)
    }

    /// The text of a field in the draft.
    #[track_caller]
    pub(crate) fn text(&self, path: &str) -> String {
        let path: FieldPath = path.parse().expect("tests name fields by their address");
        let text = access::text(self.draft(), &path);
        text.expect("the field is there").into_owned()
    }

    /// The name of a field of the form, as a screen reader tells it; `None` where the address is
    /// that of a block.
    pub(crate) fn name_at(&self, path: &FieldPath) -> Option<String> {
        let draft = self.draft();
        let place = place(draft, self.workspace().template(), path);
        let label = place.rsplit(" › ").next().unwrap_or_default();
        let row = match path {
            _ if !path.is_field() => return None,
            FieldPath::Task(id, _) => {
                let idx = draft.tasks.iter().position(|row| row.id == *id);
                format!("第{}项任务", idx.expect("the row is there") + 1)
            }
            FieldPath::OtherTask(id, _) => {
                let idx = draft.other_tasks.iter().position(|row| row.id == *id);
                format!("第{}项其他任务", idx.expect("the row is there") + 1)
            }
            FieldPath::Indicator(id, _) => {
                let row = draft.indicator(*id).expect("the row is there");
                match row.name.as_str() {
                    "" => "未命名指标".to_owned(),
                    name => name.to_owned(),
                }
            }
            _ => return Some(label.to_owned()),
        };
        Some(format!("{row} {label}"))
    }

    /// The words in the list of problems that are in view or near it, from its head downwards.
    pub(crate) fn listed(&self) -> Vec<String> {
        let words = self.words().into_iter();
        words.skip_while(|said| said != "问题").collect()
    }

    // What is expected.

    /// The draft holds this text.
    #[track_caller]
    pub(crate) fn holds(&self, path: &str, expected: &str) {
        assert_eq!(self.text(path), expected, "{path}");
    }

    /// A field shows this text.
    #[track_caller]
    pub(crate) fn shows(&self, name: &str, expected: &str) {
        let shown = self.field(name).value().unwrap_or_default();
        assert_eq!(shown, expected, "{name}");
    }

    /// A blank field shows this in place of a text.
    #[track_caller]
    pub(crate) fn invites(&self, name: &str, expected: &str) {
        let node = self.field(name).accesskit_node();
        let placeholder = node.placeholder().map(str::to_owned);
        assert_eq!(placeholder.as_deref(), Some(expected), "{name}");
    }

    /// The caret is here.
    #[track_caller]
    pub(crate) fn sees_focus(&self, name: &str) {
        assert_eq!(self.focus().as_deref(), Some(name));
    }

    /// These words stand somewhere on the window.
    #[track_caller]
    pub(crate) fn sees(&self, words: &str) {
        assert!(
            self.has_words(words),
            "“{words}” is not among {:?}",
            self.words()
        );
    }

    /// These words stand nowhere on the window.
    #[track_caller]
    pub(crate) fn misses(&self, words: &str) {
        let found = self.words().into_iter().find(|said| said.contains(words));
        assert_eq!(found, None);
    }

    /// The name of the step that can be taken back.
    #[track_caller]
    pub(crate) fn can_undo(&self, expected: Option<&str>) {
        assert_eq!(self.workspace().undo_label(), expected);
    }
}
