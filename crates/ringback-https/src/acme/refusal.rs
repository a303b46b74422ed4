//! Why there is no certificate, in the words of somebody who is to mend it.

use instant_acme::{Error, Problem};

use super::folder::FolderFault;

/// How the name is proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// A TLS handshake on port 443.
    TlsAlpn,
    /// A file by plain HTTP on port 80.
    Http,
}

impl Method {
    fn port(self) -> u16 {
        match self {
            Self::TlsAlpn => 443,
            Self::Http => 80,
        }
    }
}

/// What a refusal means for the next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The authority was asked too often.
    Limited,
    /// The authority does not know the account.
    NoAccount,
    /// Anything else.
    Other,
}

/// An attempt that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) kind: Kind,
    /// Whether the authority looked, and did not find what it was to find.
    pub(super) is_unproved: bool,
    /// What is wrong, and what to do.
    pub(super) words: String,
}

impl Refusal {
    pub(super) fn other(words: impl Into<String>) -> Self {
        Self {
            kind: Kind::Other,
            is_unproved: false,
            words: words.into(),
        }
    }

    /// The authority's word (RFC 8555, 6.7).
    pub(super) fn of_problem(problem: &Problem, domain: &str, method: Method) -> Self {
        let inner = problem.subproblems.first();
        let urn = inner
            .and_then(|inner| inner.r#type.as_deref())
            .or(problem.r#type.as_deref())
            .unwrap_or_default();
        let name = urn.rsplit(':').next().unwrap_or_default();
        let kind = match name {
            "rateLimited" => Kind::Limited,
            "accountDoesNotExist" => Kind::NoAccount,
            _ => Kind::Other,
        };
        let detail = inner
            .and_then(|inner| inner.detail.as_deref())
            .or(problem.detail.as_deref());
        // Pebble calls it unauthorized when nobody answered.
        let is_silence = detail.is_some_and(|detail| detail.starts_with("Failed to connect"));
        let name = if is_silence { "connection" } else { name };
        let mut words = sentence(name, domain, method);
        if let Some(detail) = detail {
            words.push_str(&format!(" (it says: {})", one_line(detail)));
        }
        Self {
            kind,
            is_unproved: matches!(
                name,
                "connection" | "unauthorized" | "incorrectResponse" | "tls"
            ),
            words,
        }
    }

    /// What the library says of a request that failed.
    pub(super) fn of_error(error: &Error, domain: &str, method: Method) -> Self {
        match error {
            Error::Api(problem) => Self::of_problem(problem, domain, method),
            Error::Timeout(_) => {
                Self::other("The certificate authority took too long to decide; it is asked again.")
            }
            other => {
                // The innermost cause is the one that says something.
                let mut cause: &dyn std::error::Error = other;
                while let Some(inner) = cause.source() {
                    cause = inner;
                }
                let cause = one_line(&cause.to_string());
                Self::other(format!(
                    "The certificate authority cannot be reached, or answers nothing of use: may \
                     this machine open connections to the internet? ({cause})"
                ))
            }
        }
    }
}

impl From<FolderFault> for Refusal {
    fn from(fault: FolderFault) -> Self {
        Self::other(fault.to_string())
    }
}

fn sentence(problem: &str, domain: &str, method: Method) -> String {
    let port = method.port();
    match problem {
        "connection" => format!(
            "The certificate authority does not reach {domain} on port {port}: open that port in \
             the firewall, forward it to this machine, and see that {domain} points here."
        ),
        "dns" => format!(
            "The certificate authority finds no address for {domain}: create an A record (or AAAA) \
             that points to this machine. A new record takes a while to be seen."
        ),
        "unauthorized" | "incorrectResponse" => format!(
            "Whoever answers at {domain} on port {port} is not this server: {domain} points to \
             another machine, or a proxy stands before it and ends TLS itself."
        ),
        "tls" => format!(
            "Whoever answers at {domain} on port {port} does not speak TLS as it should: does \
             another program have that port, or a proxy?"
        ),
        "caa" => format!(
            "A CAA record of {domain} forbids this authority: add one that allows it, or remove \
             the record."
        ),
        "rateLimited" => "The certificate authority was asked too often for this name. It is \
                          asked again later by itself; starting again and again makes it worse."
            .to_owned(),
        "rejectedIdentifier" | "unsupportedIdentifier" => format!(
            "The certificate authority issues nothing for {domain}: use a public host name of your \
             own in `acme`."
        ),
        "invalidContact" | "unsupportedContact" => {
            "The certificate authority does not accept the e-mail address in `acme_contact`."
                .to_owned()
        }
        "externalAccountRequired" => {
            "This certificate authority wants an account that was made with it before; use another \
             `acme_directory`, or leave it out."
                .to_owned()
        }
        "accountDoesNotExist" => {
            "The certificate authority does not know our account any more; a new one is made."
                .to_owned()
        }
        "serverInternal" => {
            "The certificate authority is in trouble; it is asked again.".to_owned()
        }
        _ => format!("The certificate authority refuses a certificate for {domain}."),
    }
}

/// Somebody else's words, fit for a log.
fn one_line(words: &str) -> String {
    let plain: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(300)
        .collect();
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(name: &str, detail: &str) -> Problem {
        Problem {
            r#type: Some(format!("urn:ietf:params:acme:error:{name}")),
            detail: Some(detail.to_owned()),
            status: Some(400),
            subproblems: Vec::new(),
        }
    }

    #[test]
    fn each_problem_has_its_way_out() {
        for (name, method, words) in [
            ("connection", Method::TlsAlpn, "on port 443: open that port"),
            ("connection", Method::Http, "on port 80: open that port"),
            ("dns", Method::TlsAlpn, "create an A record"),
            ("unauthorized", Method::TlsAlpn, "points to another machine"),
            ("tls", Method::TlsAlpn, "another program have that port"),
            ("caa", Method::TlsAlpn, "CAA record of ring.example.com"),
            (
                "rateLimited",
                Method::TlsAlpn,
                "asked again later by itself",
            ),
            ("rejectedIdentifier", Method::TlsAlpn, "public host name"),
            ("somethingNew", Method::TlsAlpn, "refuses a certificate"),
        ] {
            let problem = problem(name, "the\ndetail");
            let refusal = Refusal::of_problem(&problem, "ring.example.com", method);
            assert!(refusal.words.contains(words), "{}", refusal.words);
            assert!(refusal.words.ends_with("(it says: the detail)"));
        }
    }

    #[test]
    fn a_port_where_nobody_answers_is_no_other_machine() {
        let silence = problem("unauthorized", "Failed to connect to 192.0.2.1:443");
        let refusal = Refusal::of_problem(&silence, "ring.example.com", Method::TlsAlpn);
        assert!(
            refusal.words.contains("does not reach"),
            "{}",
            refusal.words
        );
        assert!(refusal.is_unproved);
    }

    #[test]
    fn what_the_next_attempt_depends_on_is_read() {
        let kind = |name| Refusal::of_problem(&problem(name, ""), "x", Method::Http).kind;
        assert_eq!(kind("rateLimited"), Kind::Limited);
        assert_eq!(kind("accountDoesNotExist"), Kind::NoAccount);
        assert_eq!(kind("dns"), Kind::Other);
    }
}
