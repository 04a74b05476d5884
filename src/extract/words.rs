//! The words of an article, with what the article knows about each place: where sentences
//! start, what is quoted, what is no prose; and with what the word lists say about each.

use crate::article::Article;
use crate::lexicon;
use crate::source::Span;
use crate::tokens::{Kind, Listed, Token, Tokens, tokenize};

/// The words of an article, block by block.
#[must_use]
pub fn words(article: &Article) -> Tokens {
    let mut out = Vec::with_capacity(article.text.len() / 5);
    let mut blocks = Vec::with_capacity(article.blocks.len());
    for block in &article.blocks {
        let first = out.len();
        tokenize(&article.text, block.span, &mut out);
        if let Some(token) = out.get_mut(first) {
            token.set_block();
        }
        blocks.push(first..out.len());
    }
    for token in out.iter_mut().filter(|t| t.kind != Kind::Mark) {
        token.listed = look_up(&article.text, token);
    }
    mark_sentences(&article.text, &mut out);
    for (span, _) in &article.masks {
        tokens_in(&mut out, *span).iter_mut().for_each(Token::set_masked);
    }
    for quote in &article.quotes {
        tokens_in(&mut out, quote.inner).iter_mut().for_each(Token::set_quoted);
    }
    for span in &article.pasted {
        tokens_in(&mut out, *span).iter_mut().for_each(Token::set_quoted);
    }
    Tokens::new(&article.text, out, blocks)
}

/// What the word lists say about a word: of nearly all, no more than which of them hold it.
fn look_up(text: &str, token: &Token) -> Listed {
    let listed = lexicon::lists(token.fold);
    if token.is_plain() && !listed.is_abbreviation() {
        return listed;
    }
    lexicon::listed(token.text(text), token.fold)
}

/// The tokens that start inside a span.
fn tokens_in(tokens: &mut [Token], span: Span) -> &mut [Token] {
    let first = tokens.partition_point(|t| t.start < span.start);
    let count = tokens[first..].partition_point(|t| t.start < span.end);
    &mut tokens[first..first + count]
}

/// A sentence starts after a full stop that is not an abbreviation's, after an opening quotation
/// mark (a quoted sentence keeps its capital), and after a colon or bullet.
fn mark_sentences(text: &str, tokens: &mut [Token]) {
    let mut open = false;
    for i in 0..tokens.len() {
        let token = tokens[i];
        if token.starts_block() {
            open = true;
        }
        if token.kind == Kind::Mark {
            let byte = text.as_bytes().get(token.start as usize);
            open = match byte.copied().unwrap_or_default() {
                b'.' | b'!' | b'?' => ends_sentence(tokens, i),
                b':' | b'*' => true,
                b'"' => open || is_opening(tokens, i),
                b')' | b']' | b'\'' | b'(' | b'[' => open,
                0..128 => token.starts_block(),
                _ => match token.text(text) {
                    "…" => ends_sentence(tokens, i),
                    "•" | "·" => true,
                    "“" | "‘" => open || is_opening(tokens, i),
                    "”" | "’" => open,
                    _ => token.starts_block(),
                },
            };
        } else {
            if open {
                tokens[i].set_sentence();
            }
            // "U.S." and "Jr." at the end of a sentence look like any other: the next word's
            // capital then counts as one of a name, as it mostly is.
            open = false;
        }
    }
}

fn ends_sentence(tokens: &[Token], i: usize) -> bool {
    let Some(previous) = i.checked_sub(1).map(|p| tokens[p]) else { return true };
    let gap_after = tokens.get(i + 1).is_none_or(|n| n.start > tokens[i].span().end)
        || tokens.get(i + 1).is_some_and(|n| n.kind == Kind::Mark);
    let abbreviation = previous.is_word()
        && previous.span().end == tokens[i].start
        && previous.listed.is_abbreviation();
    gap_after && !abbreviation
}

fn is_opening(tokens: &[Token], i: usize) -> bool {
    let glued_after = tokens.get(i + 1).is_some_and(|n| n.start == tokens[i].span().end);
    let gap_before = i == 0 || tokens[i - 1].span().end < tokens[i].start;
    glued_after && gap_before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, Zone};

    fn starts(text: &str) -> Vec<String> {
        let blocks = vec![Block { span: Span::new(0, text.len()), zone: Zone::Body, list: false }];
        let article = Article { text: text.into(), blocks, ..Article::default() };
        words(&article)
            .iter()
            .filter(|t| t.starts_sentence())
            .map(|t| t.text(text).to_owned())
            .collect()
    }

    #[test]
    fn sentences_start_after_stops_but_not_after_abbreviations() {
        let text = "Mayor Ada Roe spoke. \"We won,\" she told Dr. Lee on Nov. 3. Then she left.";
        assert_eq!(starts(text), ["Mayor", "We", "Then"]);
    }
}
