//! The map from columns to keys: a TOML file, or what the command line says in its place.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;
use toml::value::Datetime;

use super::{Input, Place, Remark};
use crate::tables::iso_date;

/// What becomes of which file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Map {
    /// The head of the pack.
    pub pack: Head,
    /// The files in the order in which they count: what an earlier one says stays.
    pub from: Vec<Source>,
}

/// `[pack]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Head {
    /// By which `use` finds the pack.
    #[serde(default)]
    pub name: String,
    /// One line about it.
    pub description: Option<String>,
    /// Where the facts come from, with licence.
    pub source: Option<String>,
    /// Up to when the lists know the world.
    pub as_of: Option<Datetime>,
}

impl Head {
    pub(super) fn as_of(&self) -> Result<Option<jiff::civil::Date>, Remark> {
        let Some(day) = &self.as_of else { return Ok(None) };
        iso_date(&day.to_string()).map(Some).ok_or_else(|| {
            let place = Place { path: "[pack]".into(), line: 0 };
            Remark::new(&place, format!("`as-of` ({day}) is no day: write it as 2020-11-17"))
        })
    }
}

/// `[[from]]`: one file, or all that are given.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Source {
    /// The end of the file's path; without it, every file that is given.
    pub file: Option<String>,
    /// The kind of rule that a row becomes; none for a pack, which says so itself.
    pub kind: Option<String>,
    /// The column that tells rows of one thing from rows of another; without it, the name does.
    pub key: Option<Takes>,
    /// Where the rows lie in a YAML file, if not at the top.
    pub each: Option<String>,
    /// What separates columns, if neither commas nor (in .tsv) tabs.
    pub delimiter: Option<char>,
    /// Rows count only if these columns have one of these values (regular expressions).
    pub only: BTreeMap<String, Expressions>,
    /// Rows do not count if one of these columns has one of these values.
    pub skip: BTreeMap<String, Expressions>,
    /// Whether rows only complete rules of earlier files, and become none of their own.
    pub complete: bool,
    /// Key of a rule → where its value comes from.
    pub columns: BTreeMap<String, Takes>,
    /// The offices of a person.
    pub office: Vec<Nested>,
    /// The earlier names of an organization.
    pub formerly: Vec<Nested>,
}

impl Source {
    /// Whether it is about that file.
    pub(super) fn reads(&self, input: &Input) -> bool {
        let Some(file) = &self.file else { return true };
        let path = input.path.replace('\\', "/");
        path.strip_suffix(file.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    }
}

/// A table inside a rule.
#[derive(Clone, Debug, Deserialize)]
pub struct Nested {
    /// The list in a row of YAML, each item of which gives a table; without it, the row gives one.
    pub each: Option<String>,
    /// Key of the table → where its value comes from.
    #[serde(flatten)]
    pub columns: BTreeMap<String, Takes>,
}

/// Where a value comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "write a column, a table with `column` or `text`, or a list of those"
)]
pub enum Takes {
    /// From a column.
    Column(String),
    /// From a column or a text, worked on.
    Take(Box<Take>),
    /// The first that is not empty; of a list, all.
    Many(Vec<Takes>),
}

impl Takes {
    /// All of them, one by one.
    pub(super) fn list(&self) -> Vec<Take> {
        match self {
            Self::Column(column) => {
                vec![Take { column: Some(column.clone()), ..Take::default() }]
            }
            Self::Take(take) => vec![(**take).clone()],
            Self::Many(takes) => takes.iter().flat_map(Self::list).collect(),
        }
    }
}

/// A value and what is done with it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Take {
    /// A column, or a path in YAML: `name.first`, `terms[].start`.
    pub column: Option<String>,
    /// A text, in which `{column}` stands for the value of a column; empty if one of them is.
    pub text: Option<String>,
    /// What separates several values in one cell.
    pub split: Option<String>,
    /// What matches is cut out.
    pub cut: Option<Expression>,
    /// Only values that match count.
    pub only: Option<Expression>,
    /// Value of the column → value of the key; other values are left out.
    pub words: Option<BTreeMap<String, String>>,
    /// Whether small letters become capitals.
    #[serde(default)]
    pub upper: bool,
    /// How dates are written, if not as 2020-11-17: `%d/%m/%Y`.
    pub date: Option<String>,
}

/// A regular expression.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Expression(pub Regex);

impl TryFrom<String> for Expression {
    type Error = regex::Error;
    fn try_from(text: String) -> Result<Self, regex::Error> {
        Regex::new(&text).map(Self)
    }
}

/// Regular expressions for whole values.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Expressions(Vec<Regex>);

impl TryFrom<Vec<String>> for Expressions {
    type Error = regex::Error;
    fn try_from(texts: Vec<String>) -> Result<Self, regex::Error> {
        texts
            .iter()
            .map(|text| Regex::new(&format!("^(?:{text})$")))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl Expressions {
    pub(super) fn match_any(&self, value: &str) -> bool {
        self.0.iter().any(|expression| expression.is_match(value))
    }
}

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    /// What is wrong with it, with its own lines.
    pub fn read(path: &str, text: &str) -> Result<Self, Remark> {
        let fail =
            |line: usize, message: String| Remark::new(&Place { path: path.into(), line }, message);
        let map: Self = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
            fail(line, format!("this map can't be used: {}", error.message()))
        })?;
        if map.from.is_empty() {
            return Err(fail(0, "the map reads no file: it needs [[from]]".to_owned()));
        }
        Ok(map)
    }
}
