//! SARIF 2.1.0, which code scanning on GitHub, Azure and others reads: results with the meaning of
//! each check, the evidence, fixes and fingerprints.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Report, ends, record, uri};
use crate::checks;
use crate::finding::{Finding, Fix, Label, Severity};

pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    // Written piece by piece: a report of an archive is large.
    let checks: BTreeSet<&str> = report.findings.iter().map(|f| f.check).collect();
    let rules: Vec<Value> = checks.iter().map(|check| rule(check)).collect();
    let driver = json!({
        "name": "newslint",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    out.write_all(b"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",")?;
    out.write_all(b"\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":")?;
    record::write_value(out, &driver)?;
    out.write_all(b"},\"columnKind\":\"unicodeCodePoints\",\"results\":[")?;
    record::write_items(out, report.findings, |out, _, finding| {
        let index = checks.iter().position(|check| *check == finding.check);
        record::write_value(out, &result(finding, index.unwrap_or_default()))
    })?;
    out.write_all(b"]}]}\n")
}

/// What a check means; faults of input and configuration explain themselves.
fn rule(check: &str) -> Value {
    let Some(info) = checks::find(check).map(checks::Check::info) else {
        return json!({ "id": check });
    };
    let help = format!("{}\n\nFlagged: {}\nRight: {}", info.explanation, info.bad, info.good);
    json!({
        "id": info.name,
        "shortDescription": { "text": info.summary },
        "fullDescription": { "text": info.explanation },
        "help": { "text": help },
        "defaultConfiguration": { "level": level(info.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(finding: &Finding, rule: usize) -> Value {
    let mut message = finding.message.clone();
    for line in finding.notes.iter().chain(&finding.help) {
        message.push('\n');
        message.push_str(line);
    }
    let mut out = json!({
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [location(&finding.primary)],
    });
    let Some(fields) = out.as_object_mut() else { return out };
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(id, label)| {
            let mut place = location(label);
            if let Some(place) = place.as_object_mut() {
                place.insert("id".into(), id.into());
                if !label.message.is_empty() {
                    place.insert("message".into(), json!({ "text": label.message }));
                }
            }
            place
        });
        fields.insert("relatedLocations".into(), related.collect());
    }
    if !finding.fingerprint.is_empty() {
        let prints = json!({ "newslint/v1": finding.fingerprint });
        fields.insert("partialFingerprints".into(), prints);
    }
    if let Some(fix) = &finding.fix {
        fields.insert("fixes".into(), json!([self::fix(fix, finding.help.as_deref())]));
    }
    if let Some(rule) = &finding.rule {
        let place = json!({ "rule": &*rule.id, "pack": &*rule.path, "line": rule.line });
        fields.insert("properties".into(), place);
    }
    out
}

fn location(label: &Label) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri(&label.place.path) } });
    if let Some(place) = place.as_object_mut() {
        place.insert("region".into(), region(label));
    }
    json!({ "physicalLocation": place })
}

fn region(label: &Label) -> Value {
    let (start, end) = ends(label);
    let mut region = json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    });
    if let (Some(region), Some(at)) = (region.as_object_mut(), &label.at)
        && !at.text.is_empty()
    {
        region.insert("snippet".into(), json!({ "text": at.text }));
    }
    region
}

/// A change for each file: SARIF lists files, then what is replaced in them.
fn fix(fix: &Fix, help: Option<&str>) -> Value {
    let paths: BTreeSet<&str> = fix.edits.iter().map(|edit| &*edit.at.place.path).collect();
    let change = |path: &&str| {
        let edits = fix.edits.iter().filter(|edit| &*edit.at.place.path == *path);
        let replaced = edits.map(|edit| {
            json!({
                "deletedRegion": region(&edit.at),
                "insertedContent": { "text": edit.replacement },
            })
        });
        json!({
            "artifactLocation": { "uri": uri(path) },
            "replacements": replaced.collect::<Vec<_>>(),
        })
    };
    let changes: Vec<Value> = paths.iter().map(change).collect();
    json!({ "description": { "text": help.unwrap_or("mend it") }, "artifactChanges": changes })
}
