//! Which short codes and service numbers the plans have, as of 2026-11.
//!
//! Written out for the English-speaking countries: the N11 codes and common short codes of the
//! United States and Canada, Ofcom's National Telephone Numbering Plan (access codes of types B and
//! C), ComReg's and ACMA's numbering schemes, and New Zealand's Number Administration Deed. All of
//! them agree with the short-number data of libphonenumber 9.0.43. Elsewhere short numbers mostly
//! begin with 1 (in Europe by CEPT's 112 and 116 ranges), and that is what counts: it decides
//! nothing but the reason that is given for not texting.
//!
//! In the patterns `#` is any digit and `N` is 2 to 9.

const US: &str = "N11 933 988 N### N#### N##### 116# 118# 1151 1152 1153 1154 1157 \
    1170 1171 1172 1173 1174 1175 1177 1198";

const CA: &str = "N11 988 1#### 2#### 3#### 5#### 6#### 7#### 8#### 9#### \
    1##### 2##### 3##### 5##### 6##### 7##### 8##### 9#####";

const GB: &str = "100 101 105 111 119 121 122 123 133 141 147# 15# 170# 191 195 1250 1571 1750 \
    1760 1800# 116000 116111 116123 118### 202 222 248 2202 2211 2302 2345 2425 20202 21300 \
    23336 313 333 400 402 4350 4351 4444 4445 45# 6#### 650 70### 78### 79### 789 8#### 901";

const IE: &str = "116000 116006 116111 116117 116123 118## 19## 50### 51### 53### 57###";

const AU: &str = "1100 1194 1196 120141 120142 120143 122# 123# 124## 124### 125### 125#### 12686 \
    12688 12689 127220 12723## 1280# 1281# 1282 1283# 1284# 1285# 1286# 1287# 1288# 1289# 1555 \
    19#### 19##### 19###### 225 733 767";

const NZ: &str = "018 1234 1371 1707 1737 1944 2## 2### 3## 3### 4## 4### 5## 5### 6161 6260 6261 \
    6262 6263 6742 7## 7### 8## 8### 9## 9###";

const ELSEWHERE: &str = "1## 1### 1#### 1#####";

/// Whether `digits` are a short number of `region`, emergency numbers aside.
pub(super) fn is_short_code(digits: &str, region: &str) -> bool {
    let patterns = match region {
        "US" => US,
        "CA" => CA,
        "PR" | "VI" | "GU" | "MP" => "988",
        "AS" => "988 40404",
        "GB" => GB,
        "IE" => IE,
        "AU" => AU,
        "NZ" => NZ,
        _ => ELSEWHERE,
    };
    is_any_of(digits, patterns)
}

/// Whether short numbers of `region` have as many digits as `digits` at all.
pub(in super::super) fn is_possible_short_code(digits: &str, region: &str) -> bool {
    let lengths: &[usize] = match region {
        "CA" | "FI" | "PL" => &[3, 5, 6],
        "PR" | "VI" | "GU" | "MP" => &[3],
        "AS" => &[3, 5],
        "AU" => &[3, 4, 5, 6, 7, 8],
        "NZ" => &[3, 4],
        "BE" | "NL" | "PT" => &[3, 4, 6],
        "FR" => &[2, 3, 4, 5, 6],
        "IT" => &[3, 4, 5, 6, 7],
        "JP" => &[3, 8, 9, 10],
        "IN" => &[3, 4, 5, 6, 7, 8, 9],
        "MX" | "SG" | "ZA" | "IL" => &[3, 4, 5],
        "AR" => &[2, 3, 4, 5],
        _ => &[3, 4, 5, 6],
    };
    lengths.contains(&digits.len())
}

/// Whether a call to `digits` costs nothing in `region`, emergency numbers aside.
pub(super) fn is_free(digits: &str, region: &str) -> bool {
    let patterns = match region {
        "US" => "611 933 988",
        "CA" => "211 988",
        "PR" | "VI" | "GU" | "MP" | "AS" => "988",
        "GB" => "105 116### 119 175# 176# 18000 220# 248 4444",
        "IE" => "116###",
        "AU" => "155# 733 1258885",
        _ => return false,
    };
    is_any_of(digits, patterns)
}

fn is_any_of(digits: &str, patterns: &str) -> bool {
    patterns
        .split_ascii_whitespace()
        .any(|pattern| fits(digits, pattern))
}

fn fits(digits: &str, pattern: &str) -> bool {
    digits.len() == pattern.len()
        && digits
            .bytes()
            .zip(pattern.bytes())
            .all(|(digit, place)| match place {
                b'#' => true,
                b'N' => (b'2'..=b'9').contains(&digit),
                exactly => digit == exactly,
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_short_codes_by_region() {
        let cases = [
            ("898211", "US", true),
            ("611", "US", true),
            ("12345", "US", false),
            ("12345", "CA", true),
            ("811", "CA", true),
            ("150", "GB", true),
            ("12345", "GB", false),
            ("1194", "AU", true),
            ("1737", "NZ", true),
            ("51210", "IE", true),
            ("115", "DE", true),
            ("", "US", false),
            ("5555555", "US", false),
        ];
        for (digits, region, expected) in cases {
            assert_eq!(
                is_short_code(digits, region),
                expected,
                "{digits} in {region}"
            );
        }
    }
}
