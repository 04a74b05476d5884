//! `newslint init` in the folders that newsrooms have: what it writes is what `newslint check` then
//! goes by, and it writes whole or not at all.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use tempfile::TempDir;

const STORY: &str = "The council met on Monday to hear the plan for the north pier again.\n";

fn folder(files: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for path in files {
        add(folder.path(), path, STORY);
    }
    folder
}

fn add(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn newslint(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newslint"));
    let output = command.current_dir(folder).args(arguments).env("NO_COLOR", "1").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A list of `[articles]` as it was written; nothing where it was left out.
fn written(folder: &Path, key: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.join("newslint.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    let list = table["articles"].get(key).and_then(|list| list.as_array().cloned());
    let texts = list.unwrap_or_default().into_iter().map(|v| v.as_str().unwrap().to_owned());
    texts.collect()
}

/// How many articles a run then checks and compares with.
fn roles(folder: &Path) -> (usize, usize) {
    let (status, _, said) =
        newslint(folder, &["check", "--statistics", "--quiet", "--fail-on", "never"]);
    assert_eq!(status, 0, "{said}");
    let number = |head: &str| {
        let line = said.lines().find_map(|line| line.strip_prefix(head));
        line.map_or(0, |rest| rest.trim().parse().unwrap())
    };
    (number("articles checked:"), number("compared with:"))
}

/// Runs it; what was written must be what a run goes by.
fn init(files: &[&str], include: &[&str], archive: &[&str], expected: (usize, usize)) -> TempDir {
    let folder = folder(files);
    let (status, said, error) = newslint(folder.path(), &["init"]);
    assert_eq!((status, error.as_str()), (0, ""), "{files:?}");
    assert_eq!(written(folder.path(), "include"), include, "{files:?}");
    assert_eq!(written(folder.path(), "archive"), archive, "{files:?}");
    assert_eq!(roles(folder.path()), expected, "{files:?}: {said}");
    folder
}

#[test]
fn drafts_are_compared_with_what_is_published() {
    let files = [
        "drafts/a.txt",
        "published/2024/b.md",
        "published/desk/c.md",
        "README.md",
        "docs/style.md",
    ];
    init(&files, &["drafts/**", "published/**"], &["published/**"], (1, 2));
}

#[test]
fn sites_are_known_by_their_folders() {
    // Hugo.
    let files = [
        "hugo.toml",
        "archetypes/default.md",
        "content/about.md",
        "content/posts/a.md",
        "content/posts/b/index.md",
        "themes/plain/README.md",
        "README.md",
    ];
    init(&files, &["content/posts/**", "content/**"], &[], (3, 0));
    // Jekyll.
    let files = [
        "_config.yml",
        "_posts/2024-03-09-a.md",
        "_drafts/b.md",
        "_includes/c.md",
        "index.md",
        "README.md",
    ];
    init(&files, &["_drafts/**", "_posts/**"], &["_posts/**"], (1, 1));
    // Eleventy.
    let files = [
        "eleventy.config.js",
        "src/posts/a.md",
        "src/posts/b.md",
        "src/_includes/c.md",
        "README.md",
    ];
    init(&files, &["src/posts/**"], &[], (2, 0));
}

#[test]
fn years_stand_for_those_to_come() {
    let files = ["wip/a.txt", "2023/12/31/b.txt", "2024/01/02/c.txt", "robots.txt"];
    let folder =
        init(&files, &["wip/**", "[12][0-9][0-9][0-9]/**"], &["[12][0-9][0-9][0-9]/**"], (1, 2));
    add(folder.path(), "2025/01/01/d.txt", STORY);
    assert_eq!(roles(folder.path()), (1, 3));
}

#[test]
fn desks_with_folders_of_one_name_have_one_pattern() {
    let files = [
        "city/drafts/a.txt",
        "city/published/b.txt",
        "sport/drafts/c.txt",
        "sport/published/d.txt",
    ];
    init(&files, &["**/drafts/**", "**/published/**"], &["**/published/**"], (2, 2));
    init(&["city/a.txt", "sport/b.txt"], &["city/**", "sport/**"], &[], (2, 0));
    let mut files: Vec<String> = (1..9).map(|n| format!("ward-{n}/a.txt")).collect();
    files.extend(["docs/a.md", "note.md", "README.md"].map(str::to_owned));
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    init(&files, &["/*/**", "/*.md", "!docs/**", "!/README.md"], &[], (9, 0));
}

#[test]
fn loose_articles_are_told_from_files_about_the_project() {
    let files = ["a.txt", "b.md", "README.md", "LICENSE.txt", "requirements-dev.txt"];
    let include = ["/*.md", "/*.txt", "!/LICENSE.txt", "!/README.md"];
    let folder = folder(&files[..4]);
    assert_eq!(newslint(folder.path(), &["init"]).0, 0);
    assert_eq!(written(folder.path(), "include"), include);
    assert_eq!(roles(folder.path()), (2, 0));
}

#[test]
fn an_empty_folder_is_given_an_example() {
    let folder = folder(&[]);
    let (status, said, _) = newslint(folder.path(), &["init"]);
    assert!(status == 0 && said.contains("no .txt or .md files yet"), "{said}");
    let text = fs::read_to_string(folder.path().join("newslint.toml")).unwrap();
    assert!(text.contains("# include = [\"drafts/**\", \"published/**\"]"), "{text}");
    // What is commented out is right, too.
    let whole: String = text
        .lines()
        .map(|line| {
            line.strip_prefix("# ")
                .filter(|l| l.contains(" = ") || l.starts_with('['))
                .unwrap_or(line)
        })
        .fold(String::new(), |all, line| all + line + "\n");
    fs::write(folder.path().join("newslint.toml"), whole).unwrap();
    add(folder.path(), "drafts/a.txt", STORY);
    assert_eq!(roles(folder.path()), (1, 0));
}

#[test]
fn dates_in_unusual_places_are_found() {
    let folder = folder(&["published/20240309-a.txt", "published/20240310-b.txt"]);
    let front = "---\ntitle: Pier\ndate_online: 2024-03-11\ndesk: metro\nstatus: draft\n---\n\n";
    for name in ["c.md", "d.md"] {
        add(folder.path(), &format!("drafts/{name}"), &format!("{front}{STORY}"));
    }
    assert_eq!(newslint(folder.path(), &["init"]).0, 0);
    assert_eq!(written(folder.path(), "date"), ["front-matter:date_online", "path:%Y%m%d"]);
    let text = fs::read_to_string(folder.path().join("newslint.toml")).unwrap();
    assert!(
        text.contains("Of 4 articles that were looked at, 4 say when they were published."),
        "{text}"
    );
    assert!(text.contains("# desk: metro\n") && text.contains("2 articles called draft"), "{text}");
    let (_, shown, _) = newslint(folder.path(), &["show", "drafts/c.md"]);
    assert!(shown.contains("2024-03-11"), "{shown}");
    let (_, shown, _) = newslint(folder.path(), &["show", "published/20240310-b.txt"]);
    assert!(shown.contains("2024-03-10"), "{shown}");
}

#[test]
fn packs_that_are_there_stay_and_are_used() {
    let folder = folder(&["drafts/a.txt"]);
    let house = "[[term]]\nuse = \"pier\"\nnot = [\"jetty\"]\n";
    add(folder.path(), "lints/house.toml", house);
    add(
        folder.path(),
        "lints/council.toml",
        "[[term]]\nuse = \"councillor\"\nnot = [\"councilor\"]\n",
    );
    let (status, said, _) = newslint(folder.path(), &["init"]);
    assert!(status == 0 && said.starts_with("wrote ./newslint.toml\n"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("lints/house.toml")).unwrap(), house);
    let (status, rules, error) = newslint(folder.path(), &["list", "rules"]);
    assert!(
        status == 0 && rules.contains("council/councillor") && rules.contains("house/pier"),
        "{error}"
    );
}

/// What is in a folder, with the bytes of each file.
fn holds(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let bytes = |path: &Path| if path.is_file() { fs::read(path).unwrap() } else { Vec::new() };
    walk.map(|entry| (entry.path().display().to_string(), bytes(entry.path()))).collect()
}

#[test]
fn what_is_there_is_never_overwritten() {
    let refused = |folder: &Path, what: &str| {
        let before = holds(folder);
        let (status, _, error) = newslint(folder, &["init"]);
        assert!(
            status == 2 && error.contains(what) && error.contains("nothing was written"),
            "{error}"
        );
        assert_eq!(holds(folder), before);
    };
    refused(folder(&["newslint.toml"]).path(), "newslint.toml exists already");
    // `lints` can't be made a folder: not even newslint.toml is written.
    refused(folder(&["lints"]).path(), "lints can't be written");
    let (status, _, error) = newslint(Path::new("."), &["init", "no/such/folder"]);
    assert!(status == 2 && error.contains("is no folder"), "{error}");
    let read_only = folder(&["drafts/a.txt"]);
    let mut permissions = fs::metadata(read_only.path()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(read_only.path(), permissions).unwrap();
    // Permissions bind nobody who is root.
    if fs::write(read_only.path().join("probe"), "").is_err() {
        refused(read_only.path(), "newslint.toml can't be written");
    }
}

#[test]
fn a_project_inside_another_is_told() {
    let folder = folder(&["newslint.toml", "wire/drafts/a.txt"]);
    let (status, said, _) = newslint(folder.path(), &["init", "wire"]);
    assert!(
        status == 0 && said.contains("takes the place of") && said.contains("1 article to check"),
        "{said}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn folders_of_any_name_are_written_so_that_they_are_found(name in "[a-z\\[\\]{}*?!#\"' ä.-]{1,8}[a-zé]") {
        prop_assume!(!name.starts_with('.'));
        let (draft, story) = (format!("{name}/drafts/a.txt"), format!("{name}/published/b.txt"));
        let folder = folder(&[&draft, &story]);
        let (status, _, error) = newslint(folder.path(), &["init"]);
        prop_assert_eq!((status, error.as_str()), (0, ""));
        prop_assert_eq!(roles(folder.path()), (1, 1));
    }
}
