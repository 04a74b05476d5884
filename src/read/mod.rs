//! Finds article files and reads them. The only room besides configuration and packs that
//! touches the disk on the way in; it does not know what an article is.

pub mod decode;
pub mod discover;
