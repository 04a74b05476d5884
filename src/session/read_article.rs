//! One file on its way to mentions and findings: what happens on a worker thread.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Analysed, Extract, Job, Outcome, Reading, Session, Skipped, budget};
use crate::archive::Record;
use crate::article::Metadata;
use crate::article::date::{self, DateSettings};
use crate::checks::style::term::is_house_copy;
use crate::checks::{self, ArticleContext};
use crate::config::Config;
use crate::extract::{self, Mentions, language};
use crate::finding::Finding;
use crate::formats;
use crate::read::checksum;
use crate::read::decode::{self, Decoded};
use crate::stylebook::matcher::{Form, Match};

impl Session<'_> {
    pub(super) fn analyse(&self, job: &Job) -> Outcome {
        let read = self.bytes(&job.path).and_then(|bytes| {
            let sum = checksum(&bytes);
            Ok((self.understand(&job.path, bytes)?, sum))
        });
        let (reading, sum) = match read {
            Ok(read) => read,
            Err(skipped) => return Outcome::Skipped(skipped),
        };
        let record = self.record(&reading, job);
        let cx = self.context(&reading);
        let mut findings = Vec::new();
        if !record.foreign && job.reported {
            for check in checks::ALL {
                let info = check.info();
                if self.setup.policy.is_active(info.name, info.default) {
                    check.article(&cx, &mut findings);
                }
            }
        }
        if job.reported {
            findings.extend(input_faults(&reading));
        }
        let stets = if job.reported { reading.article.meta.stets.clone() } else { Vec::new() };
        let disproved = reading.article.meta.disproved.is_some();
        findings.shrink_to_fit();
        Outcome::Read(Box::new(Analysed { record, sum, findings, disproved, stets }))
    }

    /// What other articles can contradict, without a check of the article itself.
    pub(super) fn extract_one(&self, job: &Job) -> Result<Extract, Skipped> {
        let bytes = self.bytes(&job.path)?;
        let reading = self.understand(&job.path, bytes.clone())?;
        Ok(Extract { record: self.record(&reading, job), bytes })
    }

    /// What the house says in an article in English.
    pub(super) fn survey_one<T>(
        &self,
        job: &Job,
        each: impl Fn(&ArticleContext<'_>, Record) -> T,
    ) -> Option<T> {
        let reading = self.read_article(&job.path).ok()?;
        if is_foreign(&reading) {
            return None;
        }
        let named = reading.mentions.named_by_the_house();
        let record = Record::new(&reading.article, &reading.tokens, &named, &[]);
        Some(each(&self.context(&reading), record))
    }

    fn context<'c>(&'c self, reading: &'c Reading) -> ArticleContext<'c> {
        ArticleContext {
            article: &reading.article,
            tokens: &reading.tokens,
            mentions: &reading.mentions,
            matches: &reading.matches,
            stylebook: self.setup.stylebook,
            style: &self.style,
        }
    }

    fn record(&self, reading: &Reading, job: &Job) -> Record {
        let terms = house_terms(&self.context(reading));
        let mut record = Record::new(&reading.article, &reading.tokens, &reading.mentions, &terms);
        record.reported = job.reported;
        record.authority = job.authority;
        record.foreign = is_foreign(reading);
        if record.foreign {
            record.forget();
        }
        record
    }

    /// What the configuration says of an article beats what its file says.
    fn add_facts(&self, relative: &str, meta: &mut Metadata) {
        let said: Vec<_> = self.setup.config.facts(relative).collect();
        // The first table that says a thing is the one that counts.
        for facts in said.iter().rev() {
            for (key, value) in &facts.fields {
                meta.fields.retain(|(k, _)| !k.eq_ignore_ascii_case(key));
                meta.fields.push((key.clone(), value.clone()));
            }
        }
        if let Some(lang) = said.iter().find_map(|f| f.lang.as_ref()) {
            meta.lang = Some(lang.clone());
        }
    }

    pub(super) fn read_article(&self, path: &Arc<str>) -> Result<Reading, Skipped> {
        self.understand(path, self.bytes(path)?)
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, Skipped> {
        (self.setup.reader)(path)
            .map_err(|error| Skipped::Failed(Box::new(decode::unreadable(path, &error))))
    }

    fn understand(&self, path: &Arc<str>, bytes: Vec<u8>) -> Result<Reading, Skipped> {
        let Decoded { file, lossy } =
            decode::decode(path.clone(), bytes).map_err(|why| match why {
                decode::Skipped::Binary => Skipped::Binary,
                decode::Skipped::TooLarge => Skipped::Failed(Box::new(decode::skipped(path, why))),
            })?;
        let (file, unread) = budget::within(file, budget::MOST);
        let mut article = formats::parse(&file);
        let relative = self.setup.config.relative(path);
        self.add_facts(&relative, &mut article.meta);
        let settings = date_settings(self.setup.config, &relative, self.setup.date);
        date::choose(&mut article.meta, path, &settings);
        let tokens = extract::words(&article);
        date::disprove::disprove(&mut article, &tokens);
        let mentions = Mentions::of(&article, &tokens);
        let matches = self.matcher.find(&article.text, &tokens);
        Ok(Reading { source: Arc::new(file), article, tokens, mentions, matches, lossy, unread })
    }
}

/// Forms of "pick one" terms where house style speaks: not in names, not in quotations.
fn house_terms(cx: &ArticleContext<'_>) -> Vec<Match> {
    let either = |m: &&Match| match m.form {
        Form::EitherTerm(term, _) => is_house_copy(cx, m, term),
        _ => false,
    };
    cx.matches.iter().filter(either).copied().collect()
}

fn date_settings(config: &Config, relative: &str, fallback: Option<Date>) -> DateSettings {
    let configured = config.facts(relative).find_map(|facts| facts.date);
    DateSettings { configured, patterns: config.date.clone(), fallback }
}

fn is_foreign(reading: &Reading) -> bool {
    match &reading.article.meta.lang {
        Some(lang) => !lang.to_ascii_lowercase().starts_with("en"),
        None => !language::is_english(&reading.article.text, &reading.tokens),
    }
}

/// What is wrong with the file itself.
fn input_faults(reading: &Reading) -> Vec<Finding> {
    let mut out = formats::faults(&reading.article);
    if reading.lossy {
        out.push(decode::damaged(&reading.source));
    }
    out.extend(reading.unread.map(|rest| budget::finding(&reading.source, rest)));
    out
}
