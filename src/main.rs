//! The `newslint` program: hands the command line to the library, returns its exit status.

fn main() {}
