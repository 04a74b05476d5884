//! Days as tables and file names have them.

use jiff::civil::Date;

/// The day in a text that holds nothing else: `2020-11-17`.
#[must_use]
pub fn iso_date(text: &str) -> Option<Date> {
    let number = |digits: &[u8]| {
        let add = |sum: i16, digit: &u8| Some(sum * 10 + i16::from(digit.checked_sub(b'0')?));
        digits.iter().try_fold(0, |sum, digit| add(sum, digit).filter(|_| digit.is_ascii_digit()))
    };
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let (month, day) = (number(&[*m1, *m2])? as i8, number(&[*d1, *d2])? as i8);
    Date::new(number(&[*y1, *y2, *y3, *y4])?, month, day).ok()
}
