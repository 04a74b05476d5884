//! `title/conflict`: one person has two ranks that nobody has at once, in one article or between
//! articles.
//!
//! People are promoted, so dates decide: the odd rank must lie between two articles of the usual
//! one, or close to them, or in an article that has the usual one as well. A rank that lost a word
//! ("Attorney General" for an Assistant Attorney General) is another rank; one that is merely
//! short ("Judge" for a U.S. District Judge) is not.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::archive::vicinity::are_two;
use crate::archive::{Archive, Record, TitleForm, Use, majority};
use crate::article::date::civil::days_between;
use crate::checks::{ArchiveContext, Check, Info};
use crate::extract::titles::Tense;
use crate::extract::titles::rank::{self, Difference};
use crate::finding::{Finding, Place, Severity};
use crate::lexicon;
use crate::source::Text;
use crate::stylebook::rules::Rules;

/// See the module.
pub struct Conflict;

const INFO: Info = Info {
    name: "title/conflict",
    summary: "a person has another rank than in nearly all other articles of that time",
    severity: Severity::Warning,
    default: true,
    explanation: "A title before or after a name differs from the one that at least three other \
        articles, and four times as many, give to the same person at that time; or one article \
        gives a person two ranks, one of which lost, won or changed a word.\n\n\
        Silent about short forms (\"Judge\" for \"U.S. District Judge\"), former, acting and \
        elected holders, about fathers and sons (\"III\", \"IV\"), about people whose title changed for good, in quotations, and about names \
        that [[distinct]] keeps apart.",
    bad: "U.S. Judge Edith Pell charged the captain. (Elsewhere: U.S. Attorney Edith Pell.)",
    good: "U.S. Attorney Edith Pell charged the captain.",
    needs_date: false,
};

/// So close to the usual rank, a promotion is less likely than a slip.
const CLOSE_DAYS: i64 = 14;

impl Check for Conflict {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn archive(&self, cx: &ArchiveContext<'_>, out: &mut Vec<Finding>) {
        let holders = holders(cx.archive);
        for ((surname, given), uses) in cx.archive.titles.iter() {
            if !lexicon::is_given_name(given) && lexicon::is_common_word(given) {
                continue;
            }
            let enough = uses.len() > 1
                && !are_namesakes(&cx.stylebook.rules, given, surname)
                && !are_generations(cx.archive, uses);
            if enough {
                let bearers = cx.archive.names.family_size(surname).max(1);
                let person = Person { archive: cx.archive, uses, bearers, holders: &holders };
                person.report(out);
            }
        }
    }
}

/// Everything that articles call one person.
struct Person<'c, 'a> {
    archive: &'c Archive<'a>,
    uses: &'c [Use],
    /// How many people of the archive have the surname.
    bearers: usize,
    /// How many people of the archive have each rank.
    holders: &'c HashMap<&'a str, usize>,
}

/// Whether a rule says that two people have this given name and surname ("Jr.").
pub(super) fn are_namesakes(rules: &Rules, given: &str, surname: &str) -> bool {
    let is = |word: &str, lower: &str| {
        word.eq_ignore_ascii_case(lower) || !word.is_ascii() && word.to_lowercase() == lower
    };
    let named = |name: &&Text| {
        let mut words = name.split(' ');
        words.next().is_some_and(|first| is(first, given))
            && name.split(' ').any(|word| is(word, surname))
    };
    rules.distinct.iter().any(|d| d.names.iter().filter(named).count() > 1)
}

/// "Edgar Pell III" and "Edgar Pell IV" are two people.
fn are_generations(archive: &Archive<'_>, uses: &[Use]) -> bool {
    let suffix = |at: &Use| archive.records[at.record as usize].titles[at.form as usize].suffix;
    let first = uses.iter().map(suffix).find(|s| *s != 0).unwrap_or(0);
    uses.iter().any(|at| are_two(first, suffix(at)))
}

/// How many people have each rank.
fn holders<'a>(archive: &Archive<'a>) -> HashMap<&'a str, usize> {
    let mut out: HashMap<&str, usize> = HashMap::new();
    for (_, uses) in archive.titles.iter() {
        let rank = |at: &Use| {
            let record = archive.records[at.record as usize];
            record.word(record.titles[at.form as usize].rank)
        };
        let ranks: BTreeSet<&str> = uses.iter().map(rank).collect();
        for rank in ranks {
            *out.entry(rank).or_default() += 1;
        }
    }
    out.extend(archive.ranks_beyond());
    out
}

/// Where the odd rank lies in time among the usual ones.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Time {
    /// The usual rank stands before and after.
    Between,
    /// Before or after all of them: so many days off; whether it is after them.
    Edge(i64, bool),
    /// The odd rank comes again meanwhile.
    Other,
}

/// A rank, and the one that speaks against it.
struct Doubt<'c> {
    odd: Use,
    usual: &'c str,
    /// All in the tense of the odd one.
    uses: Vec<Use>,
    votes: usize,
}

/// What other articles say against a rank.
struct Case<'c> {
    record: &'c Record,
    usual: &'c TitleForm,
    votes: usize,
}

/// The person's name as the article first writes it.
pub(super) fn name<'r>(record: &'r Record, form: &TitleForm) -> &'r str {
    let names = &record.names;
    let known = names.iter().find(|n| (n.given, n.surname) == (form.given, form.surname));
    known.map_or_else(|| record.word(form.surname), |n| record.word(n.written))
}

impl Person<'_, '_> {
    fn form(&self, at: Use) -> (&Record, &TitleForm) {
        let record = self.archive.records[at.record as usize];
        (record, &record.titles[at.form as usize])
    }

    fn rank(&self, at: Use) -> &str {
        let (record, form) = self.form(at);
        record.word(form.rank)
    }

    fn report(&self, out: &mut Vec<Finding>) {
        let mut told = Vec::new();
        let telling: Vec<Use> =
            self.uses.iter().copied().filter(|at| self.is_telling(*at)).collect();
        let ranks = self.ranks(&telling);
        let mut differ = BTreeMap::new();
        for at in telling {
            let (record, form) = self.form(at);
            if record.reported
                && let Some(case) = self.case(at, &ranks, &mut differ)
            {
                told.push(at.record);
                out.push(self.between(record, form, case));
            }
        }
        for at in self.uses {
            let (record, form) = self.form(*at);
            if record.reported
                && !told.contains(&at.record)
                && let Some(usual) = self.contradicted(*at)
            {
                told.push(at.record);
                out.push(self.within(record, form, usual));
            }
        }
    }

    /// The uses of each rank, in the order of the articles.
    fn ranks(&self, telling: &[Use]) -> BTreeMap<(&str, Tense), Vec<Use>> {
        let mut ranks: BTreeMap<_, Vec<Use>> = BTreeMap::new();
        for at in telling {
            ranks.entry((self.rank(*at), self.form(*at).1.tense)).or_default().push(*at);
        }
        ranks
    }

    /// In later references one word may do for any rank, and who held a rank may hold another.
    fn is_telling(&self, at: Use) -> bool {
        let form = self.form(at).1;
        let rank = self.rank(at);
        // "police spokesman" is what an inspector does.
        let is_role = || rank.starts_with("spokes") || rank.contains(" spokes");
        form.tense != Tense::Elsewhen && (form.full || rank.contains(' ')) && !is_role()
    }

    /// An earlier title of the same article that differs by a word.
    fn contradicted(&self, odd: Use) -> Option<&TitleForm> {
        let (record, form) = self.form(odd);
        let first = self.uses.partition_point(|u| u.record < odd.record);
        let mut earlier = self.uses[first..].iter().take_while(|u| u.record == odd.record);
        let rank = self.rank(odd);
        let differs = |at: &&Use| {
            let usual = self.form(**at).1;
            let word = rank::difference(rank, record.word(usual.rank)) == Difference::Word;
            self.is_telling(**at)
                && usual.tense == form.tense
                && !usual.after
                && usual.place.start < form.place.start
                && record.word(usual.rank).contains(' ')
                && word
        };
        if form.after || !self.is_telling(odd) || !rank.contains(' ') {
            return None;
        }
        earlier.find(differs).map(|at| self.form(*at).1)
    }

    fn within(&self, record: &Record, odd: &TitleForm, usual: &TitleForm) -> Finding {
        let (a, b) = (record.word(usual.written), record.word(odd.written));
        let place = |span| Place { path: record.path.clone(), span };
        let message = format!("{} is \"{a}\" and \"{b}\" in one article", name(record, odd));
        Finding::new(INFO.name, INFO.severity, place(odd.place), message)
            .related(place(usual.place), format!("\"{a}\" here"))
            .help("give one person one rank")
    }

    fn between(&self, record: &Record, form: &TitleForm, case: Case<'_>) -> Finding {
        let written = record.word(form.written);
        let usual = case.record.word(case.usual.written);
        let name = name(record, form);
        let votes = case.votes;
        let message =
            format!("{name} is \"{usual}\", not \"{written}\", in {votes} other articles");
        let at = |record: &Record, span| Place { path: record.path.clone(), span };
        let mut finding = Finding::new(INFO.name, INFO.severity, at(record, form.place), message)
            .label("another rank than elsewhere")
            .related(at(case.record, case.usual.place), "as here")
            .help("check the rank; if these are two people, list them under [[distinct]]");
        finding.more = votes - 1;
        // People have two offices at a time, and rise; a word lost from a rank is a slip.
        let (own, theirs) = (record.word(form.rank), case.record.word(case.usual.rank));
        if rank::difference(own, theirs) != Difference::Word {
            finding.severity = Severity::Note;
        }
        finding
    }

    /// The usual rank, if the others prove that this one is odd.
    fn case<'s>(
        &'s self,
        odd: Use,
        ranks: &BTreeMap<(&'s str, Tense), Vec<Use>>,
        differ: &mut BTreeMap<(&'s str, &'s str), bool>,
    ) -> Option<Case<'s>> {
        let (record, form) = self.form(odd);
        let rank = self.rank(odd);
        let mut differs = |theirs: &'s str| {
            let differ = differ.entry((rank, theirs));
            *differ.or_insert_with(|| rank::difference(rank, theirs) != Difference::None)
        };
        let others = |uses: &[Use]| -> Vec<Use> {
            uses.iter().filter(|at| self.form(**at).0.twin != record.twin).copied().collect()
        };
        // Who acts in a higher office has a rank of their own; and few prove nothing, so that most
        // titles are passed without a look at each of the others.
        let mut against = Vec::new();
        for (&(usual, tense), uses) in ranks {
            if tense == form.tense && uses.len() >= majority::VOTES && differs(usual) {
                let uses = others(uses);
                let votes = self.archive.votes(&uses);
                if majority::decides(votes, 1) {
                    against.push(Doubt { odd, usual, uses, votes });
                }
            }
        }
        if against.is_empty() {
            return None;
        }
        let alike = ranks.iter().filter(|((theirs, _), _)| !differs(theirs));
        let mut same: Vec<Use> = alike.flat_map(|(_, uses)| others(uses)).collect();
        same.sort_unstable();
        against.sort_by_key(|doubt| std::cmp::Reverse(doubt.votes));
        against.iter().find_map(|doubt| {
            self.is_proven(doubt, &same).then(|| self.evidence(record.date, doubt)).flatten()
        })
    }

    /// Whether a rank is odd beside one that others give.
    fn is_proven(&self, doubt: &Doubt<'_>, same: &[Use]) -> bool {
        let (record, form) = self.form(doubt.odd);
        let rank = record.word(form.rank);
        let time = self.time(record.date, same, &doubt.uses);
        let few = if time == Time::Between { 1 } else { 1 + self.archive.votes(same) };
        let at_that_time = || match time {
            Time::Between => true,
            Time::Other => {
                rank::difference(rank, doubt.usual) == Difference::Word || self.has_usual(doubt)
            }
            Time::Edge(days, later) => {
                self.has_usual(doubt) || days <= CLOSE_DAYS || self.is_unlikely(doubt, later)
            }
        };
        majority::decides(doubt.votes, few) && self.is_same_person(doubt) && at_that_time()
    }

    /// Whether the article itself has the usual rank as well.
    fn has_usual(&self, doubt: &Doubt<'_>) -> bool {
        let first = self.uses.partition_point(|u| u.record < doubt.odd.record);
        let tense = self.form(doubt.odd).1.tense;
        self.uses[first..].iter().take_while(|at| at.record == doubt.odd.record).any(|at| {
            self.form(*at).1.tense == tense && self.is_telling(*at) && self.rank(*at) == doubt.usual
        })
    }

    /// Where a day lies among the articles that have the odd and the usual rank.
    fn time(&self, day: Option<Date>, same: &[Use], usual: &[Use]) -> Time {
        let Some(day) = day else {
            return if same.is_empty() { Time::Between } else { Time::Other };
        };
        let distances = |uses: &[Use]| -> Vec<i64> {
            let dates = uses.iter().filter_map(|at| self.form(*at).0.date);
            dates.map(|date| days_between(day, date)).collect()
        };
        let usual = distances(usual);
        let before = usual.iter().filter(|d| **d <= 0).max();
        let after = usual.iter().filter(|d| **d >= 0).min();
        let again = distances(same);
        match (before, after) {
            (Some(before), Some(after)) => {
                let between = again.iter().any(|d| before < d && d < after);
                if between { Time::Other } else { Time::Between }
            }
            (Some(before), None) => Time::Edge(-before, true),
            (None, Some(after)) => Time::Edge(*after, false),
            // The others have no date.
            (None, None) if again.is_empty() => Time::Between,
            (None, None) => Time::Other,
        }
    }

    /// Two people may share a name: the rank, the office, the middle name or the rarity of the
    /// surname must speak for one.
    fn is_same_person(&self, doubt: &Doubt<'_>) -> bool {
        let (record, form) = self.form(doubt.odd);
        let close = rank::difference(record.word(form.rank), doubt.usual) == Difference::Word;
        let written = name(record, form);
        let middle = written.split(' ').count() > 2;
        let same_name =
            || doubt.uses.iter().filter(|at| name(self.form(**at).0, self.form(**at).1) == written);
        close
            || self.bearers <= 1
            || self.has_usual(doubt)
            || self.shares_body(doubt)
            || middle && same_name().count() >= majority::VOTES
            || self.bearers <= doubt.votes && doubt.votes >= 2 * majority::VOTES
    }

    fn shares_body(&self, doubt: &Doubt<'_>) -> bool {
        self.shared_words(doubt) > 0
    }

    /// How many words the office of the odd rank has in common with one of the usual rank.
    fn shared_words(&self, doubt: &Doubt<'_>) -> usize {
        let (record, form) = self.form(doubt.odd);
        let words: Vec<&str> = record.word(form.body).split(' ').filter(|w| w.len() > 3).collect();
        let shared = |at: &Use| {
            let (other, title) = self.form(*at);
            other.word(title.body).split(' ').filter(|w| words.contains(w)).count()
        };
        doubt.uses.iter().map(shared).max().unwrap_or(0)
    }

    /// A change of rank that hardly happens: a step down at the end, a step up before the
    /// beginning, a rank that nobody else has, another kind of rank in the same office.
    fn is_unlikely(&self, doubt: &Doubt<'_>, later: bool) -> bool {
        let (record, form) = self.form(doubt.odd);
        let rank = record.word(form.rank);
        let words = |rank: &str| rank.split(' ').count();
        let word = rank::difference(rank, doubt.usual) == Difference::Word;
        let lower = words(rank) > words(doubt.usual);
        let higher = words(rank) < words(doubt.usual);
        let alone = self.holders.get(rank).is_none_or(|n| *n == 1)
            && self.holders.get(doubt.usual).is_some_and(|n| *n > majority::VOTES);
        let slip = later && lower || !later && higher || alone;
        word && (slip || !lower && !higher && self.shares_body(doubt))
            || !word && doubt.votes >= 2 * majority::VOTES && self.shared_words(doubt) > 1
    }

    /// The nearest in time of the articles that have the usual rank.
    fn evidence(&self, day: Option<Date>, doubt: &Doubt<'_>) -> Option<Case<'_>> {
        let distance = |at: &&Use| match (self.form(**at).0.date, day) {
            (Some(a), Some(b)) => days_between(a, b).abs(),
            _ => i64::MAX,
        };
        let at = doubt.uses.iter().min_by_key(distance)?;
        let (record, usual) = self.form(*at);
        Some(Case { record, usual, votes: doubt.votes })
    }
}
