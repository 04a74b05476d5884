//! Members of the US Congress: party and state of each seat, with its dates.

use super::value;
use crate::tokens::Listed;

/// A seat for as long as party and state stayed the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Letter of the party: D, R, I, L.
    pub party: &'static str,
    /// Postal code of the state.
    pub state: &'static str,
    /// First day, ISO.
    pub from: &'static str,
    /// Last day, ISO.
    pub until: &'static str,
}

/// Seats of the member of that name ("given surname"), in order.
pub fn seats(name: &str) -> impl Iterator<Item = Seat> {
    value(name, Listed::LEGISLATOR).unwrap_or_default().split(';').filter_map(|seat| {
        let mut parts = seat.split(' ');
        Some(Seat {
            party: parts.next()?,
            state: parts.next()?,
            from: parts.next()?,
            until: parts.next()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_member_with_seats() {
        let mut lines: Vec<&str> = include_str!("data/legislators.txt").lines().collect();
        for line in &lines {
            let (name, _) = line.split_once('\t').unwrap();
            let seats: Vec<Seat> = seats(name).collect();
            assert!(!seats.is_empty(), "{line}");
            for seat in seats {
                assert!(["D", "R", "I", "L"].contains(&seat.party), "{line}");
                assert!(seat.state.len() == 2 && seat.from < seat.until, "{line}");
                assert!(seat.until.parse::<jiff::civil::Date>().is_ok(), "{line}");
            }
        }
        let sorted = lines.clone();
        lines.sort_unstable_by_key(|line| line.split('\t').next());
        assert_eq!(lines, sorted);
    }
}
