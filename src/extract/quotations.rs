//! The words inside quotation marks, ready to be compared.

/// One quotation long enough to compare.
#[derive(Clone, Debug)]
pub struct QuotationMention {}
