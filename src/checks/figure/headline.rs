//! `figure/headline`: the headline counts what the story counts otherwise.
//!
//! Headlines are written last and by somebody else, and figures move while a story grows. A figure in
//! the headline is at fault where it stands nowhere in the story, not even rounded or as a sum, and
//! the story gives the same thing another figure, always the same one.

use super::alike::{self, Kind};
use super::{items, nearby};
use crate::article::Zone;
use crate::checks::{ArticleContext, Check, Info};
use crate::extract::figures::{FigureMention, Unit, Value};
use crate::finding::{Finding, Severity};
use crate::source::Span;
use crate::tokens::Token;

/// See the module.
pub struct Headline;

pub(super) static INFO: Info = Info {
    name: "figure/headline",
    summary: "the headline gives a figure that the story does not bear out",
    severity: Severity::Note,
    default: true,
    explanation: "\
The headline counts something, and the story counts the same thing otherwise: \"23 killed\" above \
\"the blast killed 32 people\", \"sentenced to 30 months\" above \"36 months in prison\", \"$14.2 million \
scheme\" above \"a $12.4 million scheme\". Words and digits are compared by value, the dead with the \
killed and with deaths.

Silent where either side hedges (at least, about, up to, nearly), where the headline's figure stands \
anywhere in the story, rounded or as a sum of what one paragraph counts, and where the story gives \
several figures for the thing. A headline that promises \"12 takeaways\" is compared with the number \
of the last of the numbered items below it.",
    bad: "Blast kills 23. The blast killed 32 people.",
    good: "Blast kills 32. The blast killed 32 people.",
    needs_date: false,
};

/// A headline of more figures than that is a table.
const MOST: usize = 6;

/// Where numbers are small, many things share them.
const SMALL: f64 = 13.0;

impl Check for Headline {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn article(&self, cx: &ArticleContext<'_>, out: &mut Vec<Finding>) {
        let figures = &cx.mentions.figures;
        let headlines = figures.iter().filter(|f| f.zone == Zone::Headline);
        for headline in headlines.take(MOST) {
            let plain = alike::is_whole(headline) && headline.hedge.is_none();
            if plain && headline.value != Value::new(1) {
                out.extend(items::examine(cx, headline).or_else(|| examine(cx, headline)));
            }
        }
    }
}

fn examine(cx: &ArticleContext<'_>, headline: &FigureMention) -> Option<Finding> {
    let kind = alike::kind(cx, headline)?;
    let story =
        || cx.mentions.figures.iter().filter(|f| f.zone.is_copy() && f.zone != Zone::Headline);
    let lead = cx.article.blocks.iter().find(|b| b.zone == Zone::Body)?.span;
    let same = || {
        let plain = |f: &&FigureMention| alike::is_whole(f) && !f.quoted;
        story().filter(plain).filter(|f| is_same(cx, kind, headline, f, lead.contains(f.span)))
    };
    let other = best(cx, kind, headline, same().filter(|f| lead.contains(f.span)))
        .or_else(|| best(cx, kind, headline, same()))?;
    let borne_out = |f: &FigureMention| alike::bears_out(headline, f) && may_mean(headline, f);
    if let Some(support) = story().find(|f| borne_out(f)) {
        return odd_lead(cx, headline, other, support, lead);
    }
    if is_sum(cx, headline) {
        return None;
    }
    let (a, b) = (alike::wording(cx, headline), alike::wording(cx, other));
    let message = format!("the headline says \"{a}\", the story \"{b}\"");
    let finding = cx
        .finding(&INFO, headline.span, message)
        .label("stands nowhere in the story")
        .related(cx.place(other.span), "the story's figure")
        .help("check which one is right");
    Some(finding)
}

/// The headline and the rest of the story agree: the first paragraph is at fault, if no other place
/// has its figure.
fn odd_lead(
    cx: &ArticleContext<'_>,
    headline: &FigureMention,
    odd: &FigureMention,
    support: &FigureMention,
    lead: Span,
) -> Option<Finding> {
    let equal = |f: &&FigureMention| f.value == odd.value || odd.rounds(f.value);
    let alone = cx.mentions.figures.iter().filter(equal).count() == 1;
    let same_noun = odd.noun.map(|n| n.lemma) == headline.noun.map(|n| n.lemma);
    let exact = support.value == headline.value && support.unit == headline.unit;
    let apart = lead.contains(odd.span) && !lead.contains(support.span);
    if !(alone && same_noun && exact && apart) || alike::bears_out(headline, odd) {
        return None;
    }
    let (a, b) = (alike::wording(cx, odd), alike::wording(cx, headline));
    let message = format!("\"{a}\" here, \"{b}\" in the headline and below");
    let finding = cx
        .finding(&INFO, odd.span, message)
        .label("stands nowhere else")
        .related(cx.place(headline.span), "the headline's figure")
        .related(cx.place(support.span), "as in the headline")
        .help("check which one is right");
    Some(finding)
}

/// The one figure that contradicts the headline's. A story has many sums and several sentences: the
/// most alike counts; of everything else it must name one figure only.
fn best<'a>(
    cx: &ArticleContext<'_>,
    kind: Kind,
    headline: &FigureMention,
    candidates: impl Iterator<Item = &'a FigureMention>,
) -> Option<&'a FigureMention> {
    let mut candidates = candidates.take(32);
    match kind {
        Kind::Sentence => candidates.next(),
        Kind::Counted(Unit::Money(_), _) => {
            let weight = |f: &FigureMention| {
                let noun =
                    f.noun.is_some() && f.noun.map(|n| n.lemma) == headline.noun.map(|n| n.lemma);
                usize::from(noun) * 8 + nearby::shared(cx, headline, f)
            };
            // Of equals, the first.
            candidates
                .map(|f| (weight(f), f))
                .reduce(|a, b| if b.0 > a.0 { b } else { a })
                .map(|(_, f)| f)
        }
        _ => {
            let first = candidates.next()?;
            candidates.all(|f| f.value == first.value).then_some(first)
        }
    }
}

/// Whether a figure of the story counts what the headline's does. A shared noun is not enough for
/// sums and small numbers, of which a story holds many.
fn is_same(
    cx: &ArticleContext<'_>,
    kind: Kind,
    headline: &FigureMention,
    figure: &FigureMention,
    in_lead: bool,
) -> bool {
    if alike::counts_people_first(cx, headline) && alike::counts_people_first(cx, figure) {
        return figure.hedge.is_none() && is_lead(cx, figure);
    }
    if alike::kind(cx, figure) != Some(kind) {
        return false;
    }
    let (a, b) = (headline.value.approximate(), figure.value.approximate());
    match kind {
        Kind::Fate(_) | Kind::Sentence | Kind::Age => figure.hedge.is_none(),
        Kind::Counted(Unit::Money(_), _) => {
            let enough = if in_lead { 1 } else { 3 };
            (0.11..9.0).contains(&(a / b)) && nearby::shared(cx, headline, figure) >= enough
        }
        Kind::Counted(..) if figure.hedge.is_some() => false,
        Kind::Counted(..) if a < SMALL || b < SMALL => is_lead(cx, figure),
        Kind::Counted(..) => is_lead(cx, figure) || nearby::shared(cx, headline, figure) >= 2,
    }
}

/// Small numbers stand for many things: only those that may count the same bear a headline out.
fn may_mean(headline: &FigureMention, figure: &FigureMention) -> bool {
    let large = headline.unit != Unit::Things || headline.value.approximate() >= SMALL;
    let time = alike::months(headline).is_some() && alike::months(figure).is_some();
    large || time || may_count_alike(headline, figure)
}

/// The same noun, two nouns for people, or no noun.
fn may_count_alike(a: &FigureMention, b: &FigureMention) -> bool {
    let (Some(x), Some(y)) = (a.noun, b.noun) else { return true };
    x.lemma == y.lemma || (alike::counts_people(a) && alike::counts_people(b))
}

/// In the first sentence of the story.
fn is_lead(cx: &ArticleContext<'_>, figure: &FigureMention) -> bool {
    let mut blocks = cx.article.blocks.iter();
    let lead = blocks.find(|b| b.zone == Zone::Body).is_some_and(|b| b.span.contains(figure.span));
    lead && nearby::sentence(cx, figure).first().is_some_and(Token::starts_block)
}

/// "12 Somalis and 11 Yemenis": what one paragraph counts may add up to the headline's figure.
fn is_sum(cx: &ArticleContext<'_>, headline: &FigureMention) -> bool {
    let story = &cx.mentions.figures;
    let starts = |first: &usize| story[*first].unit == headline.unit;
    (0..story.len()).filter(starts).any(|first| {
        let block = cx.article.block_at(story[first].span.start).map(|b| b.span);
        let mut sum = story[first].value;
        story.iter().skip(first + 1).take(MOST).any(|next| {
            let near = block.is_some_and(|b| next.span.start < b.end);
            let near = near && may_count_alike(headline, next);
            let Some(more) = sum.plus(next.value).filter(|_| near && next.unit == headline.unit)
            else {
                return false;
            };
            sum = more;
            sum == headline.value || (headline.unit != Unit::Things && headline.rounds(sum))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::figure::testing::messages;

    fn says(headline: &str, story: &[&str]) -> Vec<String> {
        messages(&Headline, headline, story)
    }

    #[test]
    fn the_story_counts_otherwise() {
        for (headline, story) in [
            ("Blast kills 23 in Salem", "A blast killed 32 people in Salem on Monday."),
            ("23 dead in Salem fire", "Thirty-two people died in a fire in Salem."),
            ("Three men charged in theft", "Four residents of Salem were charged with theft."),
            (
                "Bias Suit Settled at Seven Housing Complexes",
                "A judge in Salem, Ore., approved a settlement with owners of nine housing complexes.",
            ),
            (
                "Hospital Agrees to Pay $5 Million to Settle Claims",
                "A hospital with two wings has agreed to pay $4 million to settle false claims.",
            ),
            ("Roe Sentenced to 63 Months", "Jo Roe was sentenced to 36 months in prison."),
            ("12-year-old saves dog", "An 11-year-old boy saved a dog."),
        ] {
            assert_eq!(says(headline, &[story]).len(), 1, "{headline}");
        }
    }

    #[test]
    fn an_odd_first_paragraph_is_shown_itself() {
        let story = [
            "Nine airports close in May.",
            "The six airports will open again, and no more than six airports.",
        ];
        let found = says("Six airports close in May", &story);
        assert_eq!(found, ["\"Nine airports\" here, \"Six airports\" in the headline and below"]);
    }

    #[test]
    fn what_agrees_and_what_cannot_be_compared() {
        for (headline, story) in [
            ("Blast kills 23 in Salem", "A blast killed 12 men and 11 women in Salem."),
            ("At least 23 dead", "Some 32 people died."),
            ("Blast kills 23", "The blast killed at least 32 people."),
            ("Two Years in Prison for Roe", "Roe was sentenced to 24 months in prison."),
            ("Roe pays $6 million fine", "Roe paid a $6.2 million fine."),
            ("Firm to pay $257 million", "The firm will pay more than $250 million."),
            (
                "Two officers plead guilty",
                "Jo Roe pleaded guilty. With this, five officers have done so.",
            ),
            ("Seven airports to close", "Airports close. Flights from five airports are late."),
        ] {
            assert_eq!(says(headline, &[story]), [""; 0], "{headline}");
        }
    }

    #[test]
    fn promised_items_are_counted() {
        let list = ["1. Wash hands.", "2. Sleep.", "3. Eat.", "4. Walk."];
        assert_eq!(says("5 ways to stay well", &list).len(), 1);
        assert_eq!(says("4 ways to stay well", &list).len(), 0);
        let countdown = ["3. Eat.", "2. Sleep.", "1. Wash hands."];
        assert_eq!(says("Five ways to stay well", &countdown).len(), 1);
        assert_eq!(says("Five ways to stay well", &["1. Eat.", "2. Sleep.", "1. Go."]).len(), 0);
    }
}
