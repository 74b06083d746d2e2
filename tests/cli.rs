//! The command line, case by case: the texts before and after lie side by side in `tests/cli`.
//!
//! `TRYCMD=overwrite cargo test --test cli` accepts what the program does now; scores and findings are then to be elided again,
//! since every training changes them.

#[test]
fn cases() {
    trycmd::TestCases::new().case("tests/cli/*.md");
}
