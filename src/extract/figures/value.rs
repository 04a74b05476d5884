//! What a number is worth: exact, so that "5.2 million", "5,200,000" and "five million two hundred
//! thousand" are equal and nothing else is.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// A decimal number, `digits × 10^exponent`, without zeros at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Value {
    digits: u64,
    exponent: i16,
}

impl Value {
    /// The value of an integer.
    #[must_use]
    pub fn new(digits: u64) -> Self {
        Self { digits, exponent: 0 }.normal()
    }

    fn normal(self) -> Self {
        let Self { mut digits, mut exponent } = self;
        if digits == 0 {
            return Self { digits: 0, exponent: 0 };
        }
        while digits % 10 == 0 {
            digits /= 10;
            exponent += 1;
        }
        Self { digits, exponent }
    }

    /// Reads "1,200", "3.5", "1,234.50". None where the commas are not those of thousands, where
    /// there is more than one point, and where there are more digits than anybody counts.
    #[must_use]
    pub fn parse(body: &str) -> Option<Self> {
        const MOST: usize = 18;
        if body.len() > MOST + 6 {
            return None;
        }
        let (whole, decimals) = body.split_once('.').unwrap_or((body, ""));
        let mut groups = whole.split(',');
        let first = groups.next()?;
        let grouped = groups.clone().next().is_some();
        if groups.any(|g| g.len() != 3) || (grouped && !(1..=3).contains(&first.len())) {
            return None;
        }
        let all = whole.bytes().filter(|&b| b != b',').chain(decimals.bytes());
        let mut digits = 0u64;
        for (n, byte) in all.enumerate() {
            if n >= MOST || !byte.is_ascii_digit() {
                return None;
            }
            digits = digits * 10 + u64::from(byte - b'0');
        }
        Some(Self { digits, exponent: -(decimals.len() as i16) }.normal())
    }

    /// This number with so many zeros more.
    #[must_use]
    pub fn times_ten_to(self, power: i16) -> Self {
        Self { digits: self.digits, exponent: self.exponent + power }.normal()
    }

    /// This number times a small one; none where nobody counts so far.
    #[must_use]
    pub fn times(self, factor: u64) -> Option<Self> {
        let digits = self.digits.checked_mul(factor)?;
        Some(Self { digits, exponent: self.exponent }.normal())
    }

    /// The sum; none where the two are too far apart to be one number.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let low = self.exponent.min(other.exponent);
        let at = |v: Self| {
            let shift = u32::try_from(v.exponent - low).ok()?;
            v.digits.checked_mul(10u64.checked_pow(shift)?)
        };
        Some(Self { digits: at(self)?.checked_add(at(other)?)?, exponent: low }.normal())
    }

    /// Digits that carry meaning: "5.2 million" has two.
    #[must_use]
    pub fn significant(self) -> usize {
        self.digits.checked_ilog10().map_or(0, |n| n as usize + 1)
    }

    /// The zeros between two numbers of the same digits: 3 for "5.2 billion" and "5.2 million".
    #[must_use]
    pub fn shift_from(self, other: Self) -> Option<i16> {
        (self.digits == other.digits && self.digits > 0).then(|| self.exponent - other.exponent)
    }

    /// Near enough to see which is larger.
    #[must_use]
    pub fn approximate(self) -> f64 {
        self.digits as f64 * 10f64.powi(i32::from(self.exponent))
    }

    /// Whether this number, right to the digit at the power of ten `last`, is `exact` rounded.
    #[must_use]
    pub fn rounds(self, last: i16, exact: Self) -> bool {
        const NEAR: f64 = 0.03;
        const FAR: f64 = 0.4;
        let off = (self.approximate() - exact.approximate()).abs();
        let unit = 10f64.powi(i32::from(last)).min(FAR * self.approximate());
        let near = off < unit || off <= NEAR * exact.approximate();
        self == exact || (near && exact.exponent() < last)
    }

    /// The power of ten of the last digit that is not zero.
    #[must_use]
    pub fn exponent(self) -> i16 {
        self.exponent
    }

    /// The integer, if it is one.
    #[must_use]
    pub fn integer(self) -> Option<u64> {
        let shift = u32::try_from(self.exponent).ok()?;
        self.digits.checked_mul(10u64.checked_pow(shift)?)
    }

    /// The digits without the zeros at their end: what is left when the size is taken away.
    #[must_use]
    pub fn digits(self) -> u64 {
        self.digits
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.approximate().partial_cmp(&other.approximate())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Value {
        Value::parse(body).unwrap()
    }

    #[test]
    fn equal_numbers_are_equal_however_they_are_written() {
        assert_eq!(read("5.2").times_ten_to(6), read("5,200,000"));
        assert_eq!(read("3.50"), read("3.5"));
        assert_eq!(read("0.0"), Value::new(0));
        assert_eq!(read("12").times(12), Some(Value::new(144)));
        assert_eq!(read("1.5").plus(Value::new(20)), Value::parse("21.5"));
        assert_eq!(read("36,500").integer(), Some(36_500));
        assert_eq!(read("2.5").integer(), None);
    }

    #[test]
    fn what_is_no_number_is_none() {
        for body in ["17,2020", "1.2.3", "1,20", "1234,567", "99999999999999999999", ",5"] {
            assert_eq!(Value::parse(body), None, "{body}");
        }
    }

    #[test]
    fn the_same_digits_in_another_size() {
        assert_eq!(read("5.2").times_ten_to(9).shift_from(read("5.2").times_ten_to(6)), Some(3));
        assert_eq!(read("5.2").shift_from(read("5.3")), None);
        assert_eq!(read("5.20").significant(), 2);
    }
}
