//! `newslint import` on files that would hurt: nothing is written, and the row is named.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// Exit status, standard output, standard error.
fn import(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_newslint"))
        .current_dir(folder)
        .arg("import")
        .args(arguments)
        .output()
        .expect("newslint runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

/// Runs on one file; returns what is said, after proving that nothing was written.
fn refused(name: &str, bytes: &[u8]) -> String {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join(name), bytes).expect("a file");
    let out = ["--kind", "organization", "--column", "name=Name", "--output", "out.toml"];
    let (status, written, said) = import(folder.path(), &[&[name][..], &out].concat());
    assert_eq!((status, written.as_str()), (2, ""), "{said}");
    let left: Vec<_> = fs::read_dir(folder.path()).expect("the folder").collect();
    assert_eq!(left.len(), 1, "{left:?}");
    said
}

#[test]
fn a_field_of_100_megabytes_is_a_quotation_mark_left_open() {
    let mut text = String::from("Name,Acronym\nRiver Court,RC\n\"Harbour Agency,HA\n");
    while text.len() < 100 << 20 {
        text.push_str("Board of Tides,BT\nOffice for Tides, Currents and Fog,OTCF\n");
    }
    text.push_str("\",X\n");
    let said = refused("agencies.csv", text.as_bytes());
    assert!(said.starts_with("newslint: agencies.csv:3: the column \"Name\" holds 1048"), "{said}");
    assert!(said.contains("is a quotation mark left open"), "{said}");
}

#[test]
fn aliases_that_expand_are_not_followed() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for i in 1..12 {
        writeln!(text, "a{i}: &a{i} [*a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}]", i - 1)
            .expect("text");
    }
    let said = refused("bomb.yaml", text.as_bytes());
    assert!(said.starts_with("newslint: bomb.yaml:2: references"), "{said}");
}

#[test]
fn what_is_nested_without_end_is_refused() {
    for deep in ["[".repeat(1_000_000), "- ".repeat(1_000_000), "{a: ".repeat(1_000_000)] {
        let said = refused("deep.yaml", deep.as_bytes());
        assert!(said.contains("nested too deeply"), "{said}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let said = refused("a.csv", b"Name\nRiver Court\nCaf\xe9 Board\n");
    assert!(said.starts_with("newslint: a.csv:3: byte 20 is no UTF-8"), "{said}");
    assert!(refused("b.csv", b"Name\nRiver\0Court\n").contains("b.csv:2: this is no text"));
    assert!(refused("c.csv", b"\xff\xfeN\0a\0m\0e\0\n\0\x00\xd8").contains("no text in UTF-16LE"));
    assert!(refused("d.csv", b"").contains("d.csv:1: the file is empty"));
}

#[test]
fn the_same_lists_give_the_same_pack_in_any_encoding() {
    let folder = TempDir::new().expect("a folder");
    let text = "Name\r\nB\u{fc}ro f\u{fc}r Ebbe und Flut\r\nAmt f\u{fc}r Nebel\r\n";
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    let files: [(&str, Vec<u8>); 3] = [("a.csv", text.into()), ("b.csv", utf16), ("c.csv", latin)];
    let mut packs = Vec::new();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
        let encoding = if name == "c.csv" { "latin1" } else { "utf-8" };
        let options = ["--kind", "organization", "--pack-name", "amt", "--encoding", encoding];
        let (status, pack, said) = import(folder.path(), &[&[name][..], &options].concat());
        assert_eq!(status, 0, "{said}");
        packs.push(pack);
    }
    assert!(packs[0].contains("name = \"Büro für Ebbe und Flut\""), "{}", packs[0]);
    assert!(packs.iter().all(|pack| *pack == packs[0]), "{packs:#?}");
}

/// Ten thousand rows that fight with each other in every way still give a pack that loads.
#[test]
fn whatever_the_rows_say_the_pack_loads() {
    let folder = TempDir::new().expect("a folder");
    let mut text = String::from("name,acronym,also,not,parent,founded,until\n");
    for i in 0..10_000_u32 {
        // Numbers without an order, the same in every run.
        let n = |k: u64| {
            let seed = (u64::from(i) * 16 + k).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            ((seed ^ (seed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 40) & 63
        };
        writeln!(
            text,
            "Board {} {},B{},Board {} {};Court {},Board {} {};Court {},Board {} {},20{:02}-0{}-11,20{:02}-03-30",
            n(1), n(2), n(3), n(4), n(5), n(6), n(7), n(8), n(9), n(10), n(11), n(12), n(13) % 10, n(14)
        )
        .expect("text");
    }
    fs::write(folder.path().join("rows.csv"), text).expect("a file");
    let arguments = ["rows.csv", "--kind", "organization", "--output", "pack.toml", "--quiet"];
    let (status, _, said) = import(folder.path(), &arguments);
    assert_eq!(status, 0, "{said}");
    let pack = fs::read_to_string(folder.path().join("pack.toml")).expect("the pack");
    let (book, findings) = newslint::stylebook::Stylebook::from_toml(&[("pack.toml", &pack)]);
    assert!(book.rules.organizations.len() > 300, "{}", book.rules.organizations.len());
    assert!(findings.is_empty(), "{findings:#?}");
}
