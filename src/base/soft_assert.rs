//! `always!`: a condition that must hold; loud in debug builds, survivable in release builds.

/// Evaluates to the condition; stops debug builds where it is false.
///
/// Use it for states that only a mistake of ours can bring about, and handle the `false`.
#[macro_export]
macro_rules! always {
    ($condition:expr, $($message:tt)+) => {{
        let holds: bool = $condition;
        debug_assert!(holds, $($message)+);
        holds
    }};
}
