//! Packs with faults, each found at its exact place; sound packs and what became of them.

use super::*;
use crate::finding::Finding;
use crate::stylebook::rules::{TermKind, Wording};

/// Loads packs `a`, `b`, … and lists the findings as `pack line:column check`.
fn load(texts: &[&str]) -> (Stylebook, Vec<String>) {
    let paths: Vec<String> = ('a'..='z').map(|c| format!("lints/{c}.toml")).collect();
    let packs: Vec<(&str, &str)> =
        paths.iter().map(String::as_str).zip(texts.iter().copied()).collect();
    let (book, findings) = Stylebook::from_toml(&packs);
    let shown = findings.iter().map(|finding| show(&book, finding)).collect();
    (book, shown)
}

fn show(book: &Stylebook, finding: &Finding) -> String {
    let place = &finding.primary.place;
    let file = book.files.iter().find(|file| file.path == place.path).unwrap();
    let at = file.position(place.span.start);
    let pack = place.path.trim_start_matches("lints/").trim_end_matches(".toml");
    format!("{pack} {}:{} {}", at.line, at.column, finding.check)
}

fn faults(text: &str) -> Vec<String> {
    load(&[text]).1
}

const CISA: &str = "[[organization]]\nname = \"Cybersecurity and Infrastructure Security Agency\"\n\
                    acronym = \"CISA\"\nnot = [\"Cybersecurity Agency\"]\n";

#[test]
fn every_kind_of_rule_is_read() {
    let (book, findings) = load(&[r#"
[pack]
name = "house"
description = "all kinds"
source = "public records"
as-of = 2026-08-22

[[organization]]
id = "cisa"
name = "Cybersecurity and Infrastructure Security Agency"
acronym = "CISA"
also = ["U.S. Cybersecurity and Infrastructure Security Agency"]
not = ["Cybersecurity and Infrastructure Agency"]
formerly = [{ name = "National Protection and Programs Directorate", until = 2018-11-16 }]
parent = "DHS"
founded = 2018-11-16
country = "US"
well-known = false
bracket-acronym = "never"

[[organization]]
name = "Department of Homeland Security"
acronym = "DHS"

[[person]]
name = "Christopher Krebs"
prefer = "Chris Krebs"
not = ["Christopher Kreb"]
office = [
  { title = "Under Secretary", of = "Department of Homeland Security", until = 2018-11-15, kind = "acting" },
  { title = "director", of = "CISA", from = 2018-11-16, until = "2020-11-17" },
]

[[distinct]]
names = ["Chris Krebs", "Brian Krebs"]

[[title]]
name = "attorney general"
plural = "attorneys general"

[[term]]
use = "cybersecurity"
not = ["cyber security"]
zones = ["headline"]
severity = "error"
note = "one word"
since = 2020-01-01
example = [{ bad = "cyber security is hard", good = "cybersecurity is hard" }, { ok = "x" }]

[[term]]
either = ["adviser", "advisor"]
within = "archive"

[[event]]
name = "Krebs dismissed"
date = 2020-11-17
mentions = ["Krebs", "fired|dismissed"]

[[quotation]]
speaker = "Christopher Krebs"
text = "Honored to serve."
id = "honored"

[[pattern]]
id = "tk"
match = '\b(T)K\b'
message = "placeholder"
use = "$1"
"#]);
    assert_eq!(findings, [""; 0]);
    let rules = &book.rules;
    assert_eq!(rules.organizations[0].parent, Some(1));
    let offices = &rules.people[0].offices;
    assert_eq!((offices[0].of, offices[1].of), (Some(1), Some(0)));
    assert_eq!((&*offices[0].title, offices[0].kind), ("under secretary", TermKind::Acting));
    let ids: Vec<&str> = rules.metas().map(|meta| &*meta.rule.id).collect();
    assert_eq!(
        ids,
        [
            "house/cisa",
            "house/department-of-homeland-security",
            "house/christopher-krebs",
            "house/chris-krebs-brian-krebs",
            "house/attorney-general",
            "house/cybersecurity",
            "house/adviser",
            "house/krebs-dismissed",
            "house/honored",
            "house/tk",
        ]
    );
    assert_eq!(rules.organizations[0].meta.rule.line, 8);
    assert_eq!(rules.terms[0].meta.examples.len(), 2);
    assert_eq!(rules.terms[0].meta.as_of.unwrap().to_string(), "2026-08-22");
    assert_eq!((book.packs[0].rules, &*book.packs[0].name), (10, "house"));
}

#[test]
fn a_faulty_rule_is_dropped_and_the_others_stay() {
    let (book, found) = load(&["[[title]]\nname = 1\n[[title]]\nname = \"mayor\"\n\
        [[term]]\nuse = \"x-ray\"\nnot = [\"xray\"]\nexcpet = []\n[[reqire]]\nid = \"r\"\n"]);
    assert_eq!(
        found,
        ["a 2:8 pack/wrong-type", "a 8:1 pack/unknown-key", "a 9:3 pack/unknown-key"]
    );
    assert_eq!((book.rules.titles.len(), book.rules.terms.len()), (1, 0));
}

#[test]
fn a_rule_with_a_syntax_error_is_dropped_and_the_others_stay() {
    let (book, found) = load(&["[[title]]\nname = \"a\"\nplural = \n[[title]]\nname = \"b\"\n"]);
    assert_eq!(found, ["a 3:10 pack/syntax"]);
    assert_eq!(book.rules.titles.iter().map(|t| &*t.name).collect::<Vec<_>>(), ["b"]);
}

#[test]
fn each_fault_is_found_at_its_place() {
    let cases: &[(&str, &str)] = &[
        ("[[event]]\nname = \"x\"\ndate = \"2020\"\nmentions = [\"x\"]\n", "a 3:8 pack/bad-date"),
        ("[[event]]\nname = \"x\"\ndate = 2020-02-30\nmentions = [\"x\"]\n", "a 3:8 pack/bad-date"),
        ("[[pattern]]\nid = \"p\"\nmatch = \"(\"\nmessage = \"m\"\n", "a 3:9 pack/bad-regex"),
        ("[[pattern]]\nid = \"p\"\nmatch = \"x*\"\nmessage = \"m\"\n", "a 3:9 pack/bad-regex"),
        (
            "[[pattern]]\nid = \"p\"\nmatch = \"(x)\"\nmessage = \"m\"\nuse = \"$1st\"\n",
            "a 5:7 pack/bad-regex",
        ),
        (
            "[[pattern]]\nid = \"p\"\nmatch = \"web ?site\"\nmessage = \"m\"\nuse = \"website\"\n",
            "a 5:7 pack/conflict",
        ),
        ("[[pattern]]\nmatch = \"x\"\nmessage = \"m\"\n", "a 1:1 pack/missing-key"),
        (
            "[[event]]\nname = \"x\"\ndate = 2020-01-01\nmentions = [\"x\", \"[\"]\n",
            "a 4:18 pack/bad-regex",
        ),
        ("[[event]]\nname = \"x\"\ndate = 2020-01-01\nmentions = []\n", "a 4:1 pack/wrong-type"),
        (
            "[[person]]\nname = \"x\"\noffice = [{ title = \"t\", from = 2020-02-02, until = 2020-02-01 }]\n",
            "a 3:53 pack/dates-order",
        ),
        (
            "[[organization]]\nname = \"x\"\nuntil = 1999-01-01\nfounded = 2000-01-01\n",
            "a 3:9 pack/dates-order",
        ),
        (
            "[[title]]\nname = \"x\"\nsince = 2020-02-02\nuntil = 2020-02-01\n",
            "a 4:9 pack/dates-order",
        ),
        (
            "[[person]]\nname = \"x\"\noffice = [{ title = \"t\", of = \"CISO\" }]\n",
            "a 3:31 pack/unknown-reference",
        ),
        ("[[title]]\nname = \"x\"\nid = \"a b\"\n", "a 3:6 pack/wrong-type"),
        ("[[title]]\nname = \"?!\"\n", "a 1:1 pack/missing-key"),
        ("[[distinct]]\nnames = [\"x y\"]\n", "a 2:1 pack/wrong-type"),
        ("[[term]]\nnot = [\"x\"]\n", "a 1:1 pack/missing-key"),
        ("[[term]]\nuse = \"x\"\n", "a 1:1 pack/missing-key"),
        ("[[term]]\neither = [\"x\"]\n", "a 2:1 pack/wrong-type"),
        ("[[term]]\nuse = \"y\"\nnot = [\"x\"]\neither = [\"x\", \"y\"]\n", "a 4:1 pack/conflict"),
        ("[[term]]\nuse = \"y\"\nnot = [\"x\"]\nwithin = \"article\"\n", "a 4:1 pack/wrong-type"),
        ("[[term]]\nuse = \"y\"\nnot = [\"x\"]\nzones = [\"hedline\"]\n", "a 4:10 pack/wrong-type"),
        (
            "[[term]]\nuse = \"y\"\nnot = [\"x\"]\nexample = [{ good = \"y\" }]\n",
            "a 4:12 pack/missing-key",
        ),
        ("[[term]]\nuse = \"health care\"\nnot = [\"Care\"]\n", "a 3:8 pack/conflict"),
        ("[[term]]\nuse = \"internet\"\nnot = [\"Internet\"]\n", "a 3:8 pack/conflict"),
        ("[[organization]]\nname = \"NASA\"\nnot = [\"NASA\"]\n", "a 3:8 pack/conflict"),
        ("[[change]]\nrule = \"ap/x\"\noff = true\n", "a 2:8 pack/change-hits-nothing"),
        ("[[change]]\nrule = \"ap/x\"\n", "a 1:1 pack/missing-key"),
        ("[pack]\nname = \"x y\"\n[[title]]\nname = \"x\"\n", "a 2:8 pack/wrong-type"),
        ("[pack]\nname = \"x\"\n", "a 1:1 pack/empty"),
        ("", "a 1:1 pack/empty"),
    ];
    for (text, expected) in cases {
        assert_eq!(faults(text), [*expected], "{text}");
    }
}

#[test]
fn an_excepted_phrase_and_exact_case_settle_what_looks_like_a_fight() {
    for text in [
        "[[term]]\nuse = \"health care\"\nnot = [\"care\"]\nexcept = [\"health care\"]\n",
        "[[term]]\nuse = \"internet\"\nnot = [\"Internet\"]\ncase = \"exact\"\n",
        "[[term]]\nuse = \"healthcare\"\nnot = [\"care\"]\n",
    ] {
        assert_eq!(faults(text), [""; 0], "{text}");
    }
}

#[test]
fn the_second_rule_with_an_id_is_dropped_but_people_may_be_quoted_twice() {
    let (book, found) = load(&["[[title]]\nname = \"mayor\"\n[[title]]\nname = \"Mayor\"\n\
        plural = \"mayors\"\n[[title]]\nname = \"m\"\nid = \"mayor\"\n"]);
    assert_eq!(found, ["a 3:1 pack/duplicate-rule", "a 8:1 pack/duplicate-rule"]);
    assert_eq!((book.rules.titles.len(), &book.rules.titles[0].plural), (1, &None));
    let quotes = "[[quotation]]\nspeaker = \"A B\"\ntext = \"we won\"\n\
                  [[quotation]]\nspeaker = \"A B\"\ntext = \"we did it right, all of us\"\n";
    let (book, found) = load(&[quotes]);
    assert_eq!(found, [""; 0]);
    assert_eq!(&*book.rules.quotations[1].meta.rule.id, "a/a-b-we-did-it-right");
}

#[test]
fn organizations_are_found_by_name_then_acronym_own_pack_first() {
    let body = |name: &str| format!("[[organization]]\nname = \"{name}\"\nacronym = \"DOJ\"\n");
    let person = "[[person]]\nname = \"P\"\noffice = [{ title = \"chief\", of = \"DOJ\" }]\n";
    let (usa, other) = (body("Department of Justice"), body("Directorate of Jails"));
    let own = format!("{other}{person}");
    let (book, found) = load(&[&usa, &own]);
    assert_eq!(found, [""; 0]);
    assert_eq!(book.rules.people[0].offices[0].of, Some(1));
    let (book, found) = load(&[&usa, &other, person]);
    assert_eq!(found, ["c 3:35 pack/unknown-reference"]);
    assert!(book.rules.people[0].offices.is_empty());
    // The same body in two packs is one body.
    let (book, found) = load(&[&usa, &usa, person]);
    assert_eq!(found, [""; 0]);
    assert_eq!(book.rules.people[0].offices[0].of, Some(0));
}

#[test]
fn words_that_one_rule_forbids_and_another_allows_are_not_checked() {
    let org = "[[organization]]\nname = \"Cybersecurity Agency\"\n";
    let (book, found) = load(&[CISA, org]);
    assert_eq!(found, ["a 4:8 pack/conflict"]);
    assert!(book.rules.organizations[0].not.is_empty());
    let ours = "[[term]]\nuse = \"advisor\"\nnot = [\"adviser\"]\n";
    let theirs = "[[term]]\nuse = \"adviser\"\nnot = [\"Advisor\", \"advizor\"]\n";
    assert_eq!(load(&[ours, theirs]).1, ["a 3:8 pack/conflict", "b 3:8 pack/conflict"]);
    let third = "[[term]]\nuse = \"counsel\"\nnot = [\"advizor\"]\n";
    let (book, found) = load(&[theirs, third]);
    assert_eq!(found, ["b 3:8 pack/conflict"]);
    assert_eq!(book.rules.terms.len(), 1);
}

#[test]
fn a_fight_with_a_built_in_pack_is_told_in_the_lines_of_the_house() {
    let pack = builtin::BUILT_IN.iter().find(|pack| pack.name == "us-federal").unwrap();
    let house = "[[organization]]\nname = \"Cybersecurity and Infrastructure Agency\"\n";
    let ours = (Arc::new(SourceFile::utf8(pack.path, pack.text)), Some(pack.compiled));
    let house = (Arc::new(SourceFile::utf8("lints/b.toml", house)), None);
    let (book, findings) = Stylebook::from_files([ours, house]);
    let found: Vec<String> = findings.iter().map(|f| show(&book, f)).collect();
    assert_eq!(found, ["b 2:8 pack/conflict"]);
    assert!(
        findings[0]
            .help
            .as_deref()
            .unwrap()
            .ends_with("[[change]] rule = \"us-federal/cisa\", off = true")
    );
}

#[test]
fn rules_for_other_zones_or_other_days_do_not_fight() {
    let a = "[[term]]\nuse = \"U.S.\"\nnot = [\"US\"]\nzones = [\"body\"]\ncase = \"exact\"\n";
    let b = "[[term]]\nuse = \"US\"\nnot = [\"U.S.\"]\nzones = [\"headline\"]\ncase = \"exact\"\n";
    assert_eq!(load(&[a, b]).1, [""; 0]);
    let old = "[[term]]\nuse = \"e-mail\"\nnot = [\"email\"]\nuntil = 2011-03-17\n";
    let new = "[[term]]\nuse = \"email\"\nnot = [\"e-mail\"]\nsince = 2011-03-18\n";
    assert_eq!(load(&[old, new]).1, [""; 0]);
}

#[test]
fn a_change_switches_off_or_rewords_a_rule_of_another_pack() {
    let ap = "[[term]]\nuse = \"health care\"\nnot = [\"healthcare\"]\n\
              [[term]]\nuse = \"adviser\"\nnot = [\"advisor\"]\n";
    let house = "[[change]]\nrule = \"a/health-care\"\nuse = \"healthcare\"\nwhy = \"since 2019\"\n\
                 [[change]]\nrule = \"a/adviser\"\noff = true\n\
                 [[term]]\nuse = \"advisor\"\nnot = [\"adviser\"]\n";
    let (book, found) = load(&[ap, house]);
    assert_eq!(found, [""; 0]);
    let Wording::Use { right, wrong } = &book.rules.terms[0].wording else { panic!() };
    assert_eq!((&**right, wrong.as_slice()), ("healthcare", &["health care".into()][..]));
    assert_eq!(book.rules.terms[0].meta.note.as_deref(), Some("since 2019"));
    assert_eq!(&*book.rules.terms[1].meta.rule.id, "b/advisor");
    assert_eq!(book.packs[0].rules, 1);
}

#[test]
fn a_change_amends_words_severity_and_days() {
    let ap = "[[term]]\nuse = \"adviser\"\nnot = [\"advisor\", \"counsellor\"]\n\
              [[person]]\nname = \"Jo Roe\"\nnot = [\"Joe Roe\"]\n\
              [[pattern]]\nid = \"tk\"\nmatch = 'TK'\nmessage = \"m\"\n";
    let house = "[[change]]\nrule = \"a/adviser\"\nalso = [\"counsellor\"]\nnot = [\"advizer\"]\n\
                 except = [\"Advisor Road\"]\nseverity = \"note\"\nsince = 2020-01-01\n\
                 [[change]]\nrule = \"a/jo-roe\"\nnot = [\"Jo Row\"]\nalso = [\"Joe Roe\"]\n\
                 [[change]]\nrule = \"a/tk\"\nuse = \"\u{2026}\"\n";
    let (book, found) = load(&[ap, house]);
    assert_eq!(found, [""; 0]);
    let term = &book.rules.terms[0];
    let Wording::Use { wrong, .. } = &term.wording else { panic!() };
    assert_eq!(wrong, &["advisor", "advizer"]);
    assert_eq!(term.except, ["Advisor Road"]);
    assert_eq!(term.meta.severity, Some(crate::finding::Severity::Note));
    assert_eq!(term.meta.since.unwrap().to_string(), "2020-01-01");
    let person = &book.rules.people[0];
    assert_eq!(
        (&person.also[..], &person.not[..]),
        (&["Joe Roe".into()][..], &["Jo Row".into()][..])
    );
    assert_eq!(book.rules.patterns[0].replacement.as_deref(), Some("\u{2026}"));
}

#[test]
fn a_change_can_except_articles_from_a_rule() {
    let ap = "[[term]]\nuse = \"adviser\"\nnot = [\"advisor\"]\n";
    let house = "[[change]]\nrule = \"a/adviser\"\noff = true\nwhere = { desk = \"sport\" }\n";
    let (book, found) = load(&[ap, house]);
    assert_eq!(found, [""; 0]);
    let exempt = book.rules.terms[0].meta.exempt.as_ref().unwrap();
    assert_eq!(exempt.keys, [("desk".to_owned(), vec!["sport".to_owned()])]);
}

#[test]
fn a_change_that_cannot_be_made_is_reported() {
    let ap = "[[title]]\nname = \"mayor\"\n[[term]]\neither = [\"a b\", \"c\"]\n";
    let cases = [
        ("[[change]]\nrule = \"a/mayr\"\noff = true\n", "b 2:8 pack/change-hits-nothing"),
        ("[[change]]\nrule = \"a/mayor\"\nuse = \"x\"\n", "b 3:7 pack/wrong-type"),
        ("[[change]]\nrule = \"a/a-b\"\nuse = \"my a b\"\n", "b 3:7 pack/conflict"),
        ("[[change]]\nrule = \"a/a-b\"\nalso = [\"d\"]\n", "b 3:9 pack/wrong-type"),
        ("[[change]]\nrule = \"a/mayor\"\nexcept = [\"d\"]\n", "b 3:11 pack/wrong-type"),
        ("[[change]]\nrule = \"a/mayor\"\noff = true\nuse = \"x\"\n", "b 3:1 pack/conflict"),
        (
            "[[change]]\nrule = \"a/a-b\"\nuse = \"c\"\nwhere = { desk = \"x\" }\n",
            "b 4:1 pack/wrong-type",
        ),
        (
            "[[change]]\nrule = \"a/mayor\"\noff = true\n[[change]]\nrule = \"a/a-b\"\noff = true\n\
             [[change]]\nrule = \"a/a-b\"\nuse = \"c\"\n",
            "b 8:8 pack/conflict",
        ),
    ];
    for (house, expected) in cases {
        assert_eq!(load(&[ap, house]).1, [expected], "{house}");
    }
}

#[test]
fn an_organization_that_is_switched_off_leaves_nobody_in_its_offices() {
    let person = "[[person]]\nname = \"P\"\noffice = [{ title = \"director\", of = \"CISA\" }]\n";
    let off =
        "[[change]]\nrule = \"a/cybersecurity-and-infrastructure-security-agency\"\noff = true\n";
    let (book, found) = load(&[CISA, person, off]);
    assert_eq!(found, [""; 0]);
    assert!(book.rules.organizations.is_empty() && book.rules.people[0].offices.is_empty());
}

#[test]
fn two_packs_of_one_name_are_reported() {
    let named = "[pack]\nname = \"a\"\n[[title]]\nname = \"x\"\n";
    let (book, found) = load(&[named, named]);
    assert_eq!(found, ["b 1:1 pack/duplicate-pack"]);
    assert_eq!((book.packs.len(), book.files.len()), (1, 2));
}

proptest::proptest! {
    #[test]
    fn arbitrary_packs_never_panic(
        text in "((\\[\\[(term|change|person|organization|pattern|distinct)\\]\\]\n|(use|not|name|rule|of|id|match|either|office|except) = |\"(é|a|a/x|A b|\\$1)\"\n|\\[\"(a|x|)\"\\]\n|\\{ title = \"t\", of = \"a\" \\}|off = true\n){0,30})"
    ) {
        let (book, findings) = Stylebook::from_toml(&[("a.toml", &text), ("b.toml", &text)]);
        for finding in &findings {
            let place = &finding.primary.place;
            let file = book.files.iter().find(|f| f.path == place.path).unwrap();
            proptest::prop_assert!(file.text.get(place.span.range()).is_some());
        }
    }
}
