//! How far a machine may be trusted with a match.

/// From a probability to this it is never the number alone: a rival close behind makes a likely match doubtful. The order is that of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// For a person to judge.
    Doubtful,
    /// Likely, and clear of its rival.
    Probable,
    /// As good as known.
    Certain,
}

impl Standing {
    /// All standings, the most trusted first.
    pub const ALL: [Self; 3] = [Self::Certain, Self::Probable, Self::Doubtful];
    /// The probability from which a match is certain.
    pub const CERTAIN: f64 = 0.98;
    /// The probability from which a match is probable.
    pub const PROBABLE: f64 = 0.80;
    /// How far ahead of its rival a match has to be for a machine to choose, in decibans.
    pub const MARGIN: f64 = 6.0;

    /// The standing of a match with this probability that is `ahead` decibans in front of its best rival.
    ///
    /// ```
    /// use respell::matching::Standing;
    /// assert_eq!(Standing::of(0.99, 20.0), Standing::Certain);
    /// assert_eq!(Standing::of(0.99, 3.0), Standing::Doubtful);
    /// ```
    #[must_use]
    pub fn of(probability: f64, ahead: f64) -> Self {
        match probability {
            _ if ahead < Self::MARGIN => Self::Doubtful,
            p if p >= Self::CERTAIN => Self::Certain,
            p if p >= Self::PROBABLE => Self::Probable,
            _ => Self::Doubtful,
        }
    }

    /// The word in tables and output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Doubtful => "doubtful",
            Self::Probable => "probable",
            Self::Certain => "certain",
        }
    }
}
