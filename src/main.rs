//! The `newslint` program: hands the command line to the library, returns its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    newslint::cli::run(std::env::args_os())
}
