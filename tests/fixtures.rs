//! Runs every fixture.
fn main() {}
