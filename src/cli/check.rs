//! `respell check`: the eyes of `scan` as a linter.

/// What the configuration says of `check`.
#[derive(Clone, Copy, Debug, Default)]
#[allow(dead_code, reason = "the verb reads them")]
pub(crate) struct CheckConfig {
    pub(crate) format: Option<FormatArg>,
    pub(crate) min_standing: Option<StandingArg>,
    pub(crate) max_findings: Option<usize>,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum FormatArg {
    /// With the line of text and the reasons, for people
    #[default]
    Long,
    /// One line a finding, for editors
    Brief,
    /// JSON Lines, one object a finding
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, one document
    Sarif,
}

/// How sure a finding has to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum StandingArg {
    /// Certain ones only
    Certain,
    /// Also probable ones
    #[default]
    Probable,
    /// All of them
    Doubtful,
}
