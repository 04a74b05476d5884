//! An index from rows that `newslint mentions` wrote, whatever engine they came through.
//!
//! The articles are not looked at. Rows are read as a stream and entered by the thousand; where
//! one of them is wrong the index stays as it was.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::refuse;
use crate::archive::rows::Row;
use crate::archive::rows::articles::{Articles, Bad, Returned, Rows};
use crate::index::{CHUNK, Entered, Entry, Index, Stamp};
use crate::read::discover::shown;

/// First bytes of a Parquet file.
const PARQUET: &[u8; 4] = b"PAR1";

/// Makes the index of a folder from the rows of some files; `-` is standard input.
pub(super) fn build(folder: &Path, files: &[PathBuf]) -> io::Result<Index> {
    let mut articles = files.iter().flat_map(|file| articles(file));
    let Some(first) = articles.next().transpose()? else {
        return Err(refuse("there are no articles in these rows"));
    };
    let is_new = !folder.exists();
    let mut index = Index::create(folder, &first.settings);
    let Some(mut entry) = index.enter()? else {
        return Err(refuse(format!("another run writes to the index in {}", shown(folder))));
    };
    match enter(&mut entry, first, articles) {
        Ok(()) => entry.commit()?,
        Err(error) => {
            entry.abandon();
            if is_new {
                // It was made a moment ago and holds nothing.
                let _ = fs::remove_dir_all(folder);
            }
            return Err(error);
        }
    }
    Ok(index)
}

fn enter(
    entry: &mut Entry<'_>,
    first: Returned,
    rest: impl Iterator<Item = io::Result<Returned>>,
) -> io::Result<()> {
    let settings = first.settings.clone();
    let mut chunk: Vec<Entered> = Vec::new();
    let mut names: HashSet<String> = HashSet::new();
    for article in std::iter::once(Ok(first)).chain(rest) {
        let Returned { name, settings: own, record, content, bytes } = article?;
        if own != settings {
            let why = "was read with another configuration, date or packs than those before it";
            return Err(refuse(format!("{name} {why}")));
        }
        if entry.knows(&name) || !names.insert(name.clone()) {
            return Err(refuse(format!("the rows have {name} twice")));
        }
        chunk.push(Entered { name, stamp: Stamp::default(), record, content, bytes });
        if chunk.len() == CHUNK {
            entry.add(std::mem::take(&mut chunk))?;
            names.clear();
        }
    }
    entry.add(chunk)
}

/// The articles of one file; an error ends them.
fn articles(path: &Path) -> Box<dyn Iterator<Item = io::Result<Returned>>> {
    let name = shown(path);
    let rows = match rows(path) {
        Ok(rows) => rows,
        Err(error) => {
            return Box::new(std::iter::once(Err(refuse(format!("{name}: {error}")))));
        }
    };
    let mut failed = false;
    let articles = Articles::new(rows).map(move |article| {
        article.map_err(|bad| match bad {
            Bad::Unread(error) => refuse(format!("{name}{error}")),
            Bad::Wrong(at, why) => refuse(format!("{name}:{at}: {why}")),
        })
    });
    Box::new(articles.take_while(move |article| !std::mem::replace(&mut failed, article.is_err())))
}

fn rows(path: &Path) -> io::Result<Box<Rows<'static>>> {
    if path == Path::new("-") {
        return Ok(Box::new(lines(BufReader::new(io::stdin()))));
    }
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    file.by_ref().take(PARQUET.len() as u64).read_to_end(&mut head)?;
    if head == PARQUET {
        return columns(file);
    }
    Ok(Box::new(lines(BufReader::new(io::Cursor::new(head).chain(file)))))
}

/// A row a line.
fn lines(mut file: impl BufRead + 'static) -> impl Iterator<Item = io::Result<(u64, Row)>> {
    let mut line = Vec::new();
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            line.clear();
            number += 1;
            let wrong = |why: &dyn std::fmt::Display| refuse(format!(":{number}: {why}"));
            match file.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    let row = serde_json::from_slice(&line);
                    // Which line it is has been said.
                    let why = |error: serde_json::Error| {
                        wrong(&error.to_string().replace(" at line 1 column ", ", byte "))
                    };
                    return Some(row.map(|row| (number, row)).map_err(why));
                }
                Err(why) => return Some(Err(wrong(&why))),
            }
        }
    })
}

#[cfg(feature = "parquet")]
fn columns(file: File) -> io::Result<Box<Rows<'static>>> {
    let rows = crate::archive::rows::columnar::rows(file)?;
    Ok(Box::new(rows.map(|row| row.map_err(|error| refuse(format!(": {error}"))))))
}

#[cfg(not(feature = "parquet"))]
fn columns(_: File) -> io::Result<Box<Rows<'static>>> {
    Err(refuse(
        "this newslint reads no Parquet: build it with `cargo install --path . --features parquet`",
    ))
}
