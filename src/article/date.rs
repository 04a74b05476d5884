//! When an article was published: which of several dates counts, and when it is disproved.
