//! The verbs that answer names instead of texts, case by case, in `tests/cli-names`.
//!
//! `TRYCMD=overwrite cargo test --test cli_names` accepts what the program does now; scores are then to be elided again ([..]), since every
//! training changes them.

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cli-names/*.md").case("tests/cli-names/*.toml");
}
