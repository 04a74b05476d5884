//! Calendar dates in running text.

/// One date as the article writes it.
#[derive(Clone, Debug)]
pub struct DateMention {}
