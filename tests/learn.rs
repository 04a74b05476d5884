//! `newslint learn` and `newslint trial` on invented archives: what is learned, what is not, and
//! what a pack on trial would do.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use toml::Table;

/// Runs the program in a folder: exit status, standard output, standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_newslint"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// Articles of one day each: a sentence of their own, and those given.
fn archive(stories: &[(usize, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("published")).expect("a folder in it");
    let mut day = 0;
    for (times, sentence) in stories {
        for _ in 0..*times {
            day += 1;
            let date =
                format!("20{:02}-{:02}-{:02}", 10 + day / 300, 1 + day / 28 % 12, 1 + day % 28);
            // A number is no word, and articles of the same words are copies.
            let ship: String =
                format!("{day}").bytes().map(|b| char::from(b - b'0' + b'k')).collect();
            let weather =
                format!("The harbour was quiet on that morning, and ship {ship} had left it.");
            let text = format!("{date}\n\n{weather} {sentence}\n");
            let path = folder.path().join(format!("published/{day:04}.txt"));
            fs::write(path, text).expect("a file");
        }
    }
    folder
}

/// What is learned from an archive.
fn learned(folder: &Path, options: &[&str]) -> Table {
    let (status, pack, errors) =
        run(folder, &[&["learn", "published", "--quiet"], options].concat());
    assert_eq!(status, 0, "{errors}");
    pack.parse().unwrap_or_else(|error| panic!("{error}:\n{pack}"))
}

/// The rules of a kind, by name.
fn rules<'t>(pack: &'t Table, kind: &str, key: &str) -> Vec<(&'t str, &'t Table)> {
    let rules = pack.get(kind).and_then(|rules| rules.as_array()).map_or(&[][..], Vec::as_slice);
    let rules = rules.iter().filter_map(|rule| rule.as_table());
    rules.map(|rule| (rule[key].as_str().expect(key), rule)).collect()
}

fn list<'t>(rule: &'t Table, key: &str) -> Vec<&'t str> {
    let values = rule.get(key).and_then(|list| list.as_array()).map_or(&[][..], Vec::as_slice);
    values.iter().filter_map(|value| value.as_str()).collect()
}

const AGENCY: &str =
    "Inspectors of the Harbour Safety Inspection Agency (HSIA) came by, and the HSIA said why.";
const SLIP: &str =
    "Inspectors of the Harbour Inspection Agency (HSIA) came by, and the HSIA said why.";

#[test]
fn a_rare_form_is_wrong_one_in_regular_use_is_accepted() {
    let safe = archive(&[(6, AGENCY), (1, SLIP), (8, AGENCY)]);
    let pack = learned(safe.path(), &[]);
    let bodies = rules(&pack, "organization", "name");
    let [(name, body)] = bodies[..] else { panic!("{bodies:?}") };
    assert_eq!(name, "Harbour Safety Inspection Agency");
    assert_eq!(body["acronym"].as_str(), Some("HSIA"));
    assert_eq!(list(body, "not"), ["Harbour Inspection Agency"]);
    // As often as the other one, it is no slip.
    let both = archive(&[(8, AGENCY), (6, SLIP)]);
    let pack = learned(both.path(), &[]);
    let bodies = rules(&pack, "organization", "name");
    let [(_, body)] = bodies[..] else { panic!("{bodies:?}") };
    assert_eq!(list(body, "also"), ["Harbour Inspection Agency"]);
    assert_eq!(list(body, "not"), [""; 0]);
    // Where the rare form comes last, the body may have a new name.
    let renamed = archive(&[(14, AGENCY), (1, SLIP)]);
    let pack = learned(renamed.path(), &[]);
    assert_eq!(list(rules(&pack, "organization", "name")[0].1, "not"), [""; 0]);
}

#[test]
fn what_is_quoted_and_what_is_copied_does_not_count() {
    let quoted = "“I work for the Harbour Safety Inspection Agency (HSIA),” a diver said.";
    let folder = archive(&[(9, quoted), (4, "Mayor Adaeze Thornbury spoke.")]);
    let pack = learned(folder.path(), &[]);
    assert_eq!(rules(&pack, "organization", "name"), []);
    let article = fs::read_to_string(folder.path().join("published/0010.txt")).expect("a file");
    let copies = archive(&[(2, "Mayor Adaeze Thornbury spoke of the harbour and of its ships.")]);
    let long = format!("{article} {}", "A long report of the council follows here. ".repeat(9));
    for n in 0..9 {
        fs::write(copies.path().join(format!("published/copy-{n}.txt")), &long).expect("a file");
    }
    let (status, _, errors) = run(copies.path(), &["learn", "published"]);
    assert_eq!(status, 0, "{errors}");
    assert!(errors.contains("from 3 articles; left out: 8 copies"), "{errors}");
}

#[test]
fn people_have_their_offices_without_dates() {
    let mayor = "Mayor Adaeze R. Thornbury opened the lock.";
    let folder = archive(&[
        (20, mayor),
        (2, "Mayor Adaeze Thornbury spoke."),
        (1, "Mayor Adaeze R. Thornbery spoke."),
        (3, mayor),
    ]);
    let pack = learned(folder.path(), &[]);
    let people = rules(&pack, "person", "name");
    let [(name, person)] = people[..] else { panic!("{people:?}") };
    assert_eq!(name, "Adaeze R. Thornbury");
    assert_eq!(list(person, "also"), ["Adaeze Thornbury"]);
    assert_eq!(list(person, "not"), ["Adaeze R. Thornbery"]);
    let office = person["office"].as_array().and_then(|list| list.first()).expect("an office");
    assert_eq!(office.as_table().map(Table::len), Some(1), "{office}");
    assert_eq!(office["title"].as_str(), Some("mayor"));
}

#[test]
fn a_spelling_wins_by_far_or_not_at_all() {
    let one = "An adviser of the council said so, and the cyberattack was over.";
    let other = "An advisor of the council said so, and the cyber attack was over.";
    let terms = |few| {
        let folder = archive(&[(20, one), (few, other), (19, one), (3, AGENCY)]);
        let pack = learned(folder.path(), &[&["--min-count", "2"][..]].concat());
        let terms = rules(&pack, "term", "use").into_iter();
        terms.map(|(right, rule)| format!("{right} not {}", list(rule, "not").join(", "))).collect()
    };
    let won: Vec<String> = terms(2);
    assert_eq!(won, ["adviser not advisor", "cyberattack not cyber attack"]);
    let open: Vec<String> = terms(9);
    assert_eq!(open, [""; 0]);
}

#[test]
fn a_draft_is_sound_and_the_same_for_any_number_of_threads() {
    let folder = archive(&[
        (9, AGENCY),
        (1, SLIP),
        (
            5,
            "The Department of Justice and the Harbour \"Safe\" Club said so to Mayor Adaeze Thornbury.",
        ),
        (
            9,
            "The Pilots' Association of Orrsund (PAO) and Ida O'Brask met at the Orrsund Tidal Museum.",
        ),
        (3, AGENCY),
    ]);
    let draft = |threads: &str| {
        let arguments = ["learn", "published", "--quiet", "--threads", threads];
        let (status, pack, errors) = run(folder.path(), &arguments);
        assert_eq!(status, 0, "{errors}");
        pack
    };
    let pack = draft("1");
    assert_eq!(pack, draft("4"));
    assert!(!pack.contains("Department of Justice"), "a pack knows it:\n{pack}");
    let path = folder.path().join("learned.toml");
    fs::write(&path, &pack).expect("a file");
    let lints = ["check", "published", "--lints", "learned.toml", "--format", "jsonl"];
    let (_, findings, errors) = run(folder.path(), &lints);
    assert!(!findings.contains("\"check\":\"pack/"), "{findings}");
    assert!(findings.contains("\"id\":\"learned/harbour-safety-inspection-agency\""), "{findings}");
    assert!(errors.is_empty(), "{errors}");
}

#[test]
fn a_file_is_replaced_only_when_asked() {
    let folder = archive(&[(5, AGENCY)]);
    let learn = ["learn", "published", "--quiet", "--output", "lints.toml"];
    assert_eq!(run(folder.path(), &learn).0, 0);
    let first = fs::read_to_string(folder.path().join("lints.toml")).expect("a file");
    assert!(first.contains("name = \"lints\""), "{first}");
    let (status, _, errors) = run(folder.path(), &learn);
    assert_eq!(status, 2);
    assert!(errors.contains("lints.toml exists already: nothing was written"), "{errors}");
    // The pack that is replaced is not what is known already.
    let again = [&learn[..], &["--force", "--lints", "lints.toml"]].concat();
    assert_eq!(run(folder.path(), &again).0, 0);
    assert_eq!(fs::read_to_string(folder.path().join("lints.toml")).expect("a file"), first);
}

#[test]
fn an_archive_without_a_custom_is_told_so() {
    let folder = archive(&[(1, AGENCY)]);
    let (status, pack, errors) = run(folder.path(), &["learn", "published", "--quiet"]);
    assert_eq!((status, pack.as_str()), (2, ""));
    assert!(errors.contains("nothing was written; --min-count asks for fewer"), "{errors}");
}

#[test]
fn files_that_are_no_articles_teach_nothing() {
    let folder = archive(&[]);
    fs::write(folder.path().join("published/a.txt"), b"a\x00b\x00\x00\x01\x02c").expect("a file");
    let (status, pack, errors) = run(folder.path(), &["learn", "published", "--quiet"]);
    assert_eq!((status, pack.as_str()), (2, ""));
    assert!(errors.contains("none of these files is an article in English"), "{errors}");
}

const PACK: &str = "\
[[term]]\nuse = \"email\"\nnot = [\"e-mail\"]\n\n\
[[term]]\nuse = \"website\"\nnot = [\"web site\"]\n\n\
[[organization]]\nname = \"Harbour Safety Inspection Agency\"\nnot = [\"Harbour Safety Inspectors\"]\n";

#[test]
fn a_trial_counts_what_a_pack_would_do() {
    let folder = archive(&[
        (3, "She sent an e-mail to the council."),
        (400, "She sent an email to the council."),
        (
            1,
            "The Harbour Safety Inspectors sent an e-mail, and “the Harbour Safety Inspectors came,” he said.",
        ),
    ]);
    fs::write(folder.path().join("house.toml"), PACK).expect("a file");
    let trial = |arguments: &[&str]| {
        let all = [&["trial"], arguments, &["published", "--quiet", "--format", "json"]].concat();
        let (status, out, errors) = run(folder.path(), &all);
        assert_eq!(status, 0, "{errors}");
        serde_json::from_str::<Value>(&out).unwrap_or_else(|error| panic!("{error}: {out}"))
    };
    let pack = trial(&["house.toml", "--examples", "2"]);
    assert_eq!(pack["articles"], 404);
    assert_eq!(pack["hits"], 6);
    assert_eq!(pack["hit_articles"], 4);
    assert_eq!(pack["in_quotations"], 1);
    assert_eq!(pack["by_year"]["2010"], 3);
    assert_eq!(pack["by_year"]["2011"], 3);
    assert_eq!(pack["by_folder"][0][0], "published");
    assert_eq!(pack["silent"].as_array().map(Vec::len), Some(1));
    assert_eq!(pack["silent"][0], "house/website");
    assert_eq!(pack["examples"].as_array().map(Vec::len), Some(2));
    let rule = trial(&["house/email", "--lints", "house.toml"]);
    assert_eq!(rule["hits"], 4);
    assert_eq!(rule["by_rule"][0][0], "house/email");
    assert_eq!(trial(&["us-federal"])["hits"], 0);
}

#[test]
fn a_trial_of_nothing_is_refused() {
    let folder = archive(&[(1, AGENCY)]);
    fs::write(folder.path().join("house.toml"), PACK).expect("a file");
    let refused = |target: &str, why: &str| {
        let all = ["trial", target, "published", "--quiet", "--lints", "house.toml"];
        let (status, out, errors) = run(folder.path(), &all);
        assert_eq!((status, out.as_str()), (2, ""), "{errors}");
        assert!(errors.contains(why), "{errors}");
    };
    refused("us-federl", "did you mean \"us-federal\"?");
    refused("us-federl", "there is no pack \"us-federl\"");
    refused("house/e-mail", "no rule is named \"house/e-mail\": did you mean \"house/email\"?");
}
