//! Settings of HTTPS: a certificate by ACME, one from files, or a proxy that is believed.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use ringback_carriers::public_url::PublicUrl;
use ringback_desk::settings::{Fault, Given, Reader, Values};
use ringback_https::{Acme, LETS_ENCRYPT, PairFiles, Source};
use ringback_web::TrustedProxies;

use super::places::beside;

/// How HTTPS is served.
#[derive(Debug, Clone)]
pub(crate) struct HttpsSettings {
    /// Where the certificate comes from; nothing where a proxy has one, or nobody.
    pub(crate) source: Option<Source>,
    /// Where plain HTTP is served beside it.
    pub(crate) listen_http: Option<SocketAddr>,
    /// Who may say for whom it asks.
    pub(crate) proxies: TrustedProxies,
}

/// Puts in what `acme` implies and nobody set: the port, and the public URL.
pub(super) fn imply(values: &mut Values) {
    let Ok(domain) = ({
        let mut reader = Reader::new(vec![values]);
        reader
            .text("acme")
            .ok_or(())
            .and_then(|text| domain(&text).map_err(drop))
    }) else {
        return;
    };
    let implied = [
        ("listen", "0.0.0.0:443".to_owned()),
        ("public_url", format!("https://{domain}")),
    ];
    for (key, value) in implied {
        values
            .entry(key)
            .or_insert_with(|| Given::text("acme".to_owned(), value));
    }
}

/// Reads them. `database` is where the certificates lie beside.
pub(super) fn read(reader: &mut Reader<'_>, database: &Path) -> HttpsSettings {
    let listen_http = listen_http(reader);
    let acme = acme(reader, database, listen_http.is_some());
    let files = files(reader);
    if let (Some(_), Some(_), Some(given)) = (&acme, &files, reader.given("tls_cert")) {
        let fix = "Leave out acme, or tls_cert and tls_key";
        reader.fault(
            given,
            "is set, and acme as well: there is one certificate",
            fix,
        );
    }
    let source = acme.map(Source::Acme).or_else(|| files.map(Source::Files));
    if let (None, Some(given), 0) = (&source, reader.given("listen_http"), reader.faults.len()) {
        let what = "is set without HTTPS, to which it would lead";
        reader.fault(given, what, "Set acme, or tls_cert and tls_key");
    }
    HttpsSettings {
        source,
        listen_http,
        proxies: proxies(reader),
    }
}

/// The public URL must be one that the certificate is for.
pub(super) fn must_fit(settings: &HttpsSettings, url: &PublicUrl, faults: &mut Vec<Fault>) {
    let fix = |domain: &str| format!("Set https://{domain}, or leave it out");
    match &settings.source {
        Some(Source::Acme(acme)) if !url.is_https() || !is_same(url.host(), &acme.domain) => {
            let what = format!("is {}, and acme is for {}", url.as_str(), acme.domain);
            faults.push(Fault::new("public_url", what, fix(&acme.domain)));
        }
        Some(Source::Files(_)) if !url.is_https() => {
            let what = "is not https, and tls_cert is set";
            faults.push(Fault::new("public_url", what, fix(url.host())));
        }
        _ => {}
    }
}

fn is_same(host: &str, domain: &str) -> bool {
    host.eq_ignore_ascii_case(domain)
}

fn acme(reader: &mut Reader<'_>, database: &Path, has_http: bool) -> Option<Acme> {
    let text = reader.text("acme");
    let folder = reader.text("acme_folder");
    let directory = directory(reader);
    let root = root(reader);
    let contact = contact(reader);
    let domain = match domain(&text?) {
        Ok(domain) => domain,
        Err(what) => {
            if let Some(given) = reader.given("acme") {
                reader.fault(
                    given,
                    what,
                    "Write the host name alone, as ring.example.com",
                );
            }
            return None;
        }
    };
    Some(Acme {
        domain,
        directory,
        root,
        contact,
        folder: folder.map_or_else(|| beside(database, "certificates"), PathBuf::from),
        has_http,
    })
}

/// A name of DNS with a dot in it, in small letters.
fn domain(text: &str) -> Result<String, String> {
    let domain = text.trim_end_matches('.').to_ascii_lowercase();
    let labels: Vec<&str> = domain.split('.').collect();
    let is_label = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if domain.parse::<std::net::IpAddr>().is_ok() {
        return Err(format!(
            "`{text}` is an address, and certificates are for host names"
        ));
    }
    if labels.len() < 2 || domain.len() > 253 || !labels.iter().all(is_label) {
        return Err(format!("`{text}` is not a public host name"));
    }
    Ok(domain)
}

fn directory(reader: &mut Reader<'_>) -> String {
    let Some(text) = reader.text("acme_directory") else {
        return LETS_ENCRYPT.to_owned();
    };
    let is_fit = url::Url::parse(&text).is_ok_and(|url| url.scheme() == "https" && url.has_host());
    if !is_fit && let Some(given) = reader.given("acme_directory") {
        let fix = "Leave it out for Let's Encrypt, or write https://…/directory";
        reader.fault(given, "is not an https address", fix);
    }
    text
}

fn root(reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    let path = reader.text("acme_root")?;
    match std::fs::read(&path) {
        Ok(pem) => Some(pem),
        Err(fault) => {
            if let Some(given) = reader.given("acme_root") {
                let what = format!("{path} cannot be read ({fault})");
                reader.fault(given, what, "Set the path of a PEM file, or leave it out");
            }
            None
        }
    }
}

fn contact(reader: &mut Reader<'_>) -> Option<String> {
    let text = reader.text("acme_contact")?;
    let address = text.trim_start_matches("mailto:").to_owned();
    let is_fit = address.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && address.chars().all(|c| c.is_ascii_graphic())
    });
    if !is_fit && let Some(given) = reader.given("acme_contact") {
        let what = format!("`{text}` is not an e-mail address");
        reader.fault(given, what, "Write it as sam@example.com, or leave it out");
    }
    Some(address)
}

fn files(reader: &mut Reader<'_>) -> Option<PairFiles> {
    let certificate = reader.text("tls_cert").map(PathBuf::from);
    let key = reader.text("tls_key").map(PathBuf::from);
    let files = match (certificate, key) {
        (Some(certificate), Some(key)) => PairFiles { certificate, key },
        (None, None) => return None,
        (Some(_), None) => {
            reader.missing(
                "tls_key",
                "Set the path of the certificate's private key, PEM",
            );
            return None;
        }
        (None, Some(_)) => {
            reader.missing("tls_cert", "Set the path of the certificate's chain, PEM");
            return None;
        }
    };
    if let (Err(fault), Some(given)) = (files.read(), reader.given("tls_cert")) {
        let fix = "Set tls_cert to the full chain and tls_key to its key, both PEM";
        reader.fault(given, format!("cannot be used: {fault}"), fix);
    }
    Some(files)
}

fn listen_http(reader: &mut Reader<'_>) -> Option<SocketAddr> {
    let text = reader.text("listen_http")?;
    let address = text.parse().ok();
    if let (None, Some(given)) = (address, reader.given("listen_http")) {
        let what = format!("`{text}` is not an address with a port");
        reader.fault(given, what, "Write it as 0.0.0.0:80");
    }
    address
}

fn proxies(reader: &mut Reader<'_>) -> TrustedProxies {
    let entries = reader.list("trusted_proxies").unwrap_or_default();
    match TrustedProxies::parse(&entries) {
        Ok(proxies) => proxies,
        Err(entry) => {
            if let Some(given) = reader.given("trusted_proxies") {
                let what = format!("`{entry}` is neither an address nor a network");
                reader.fault(given, what, "Write 127.0.0.1, or a network as 10.0.0.0/8");
            }
            TrustedProxies::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(&'static str, &str)]) -> Values {
        let given = |(key, value): &(&'static str, &str)| {
            (*key, Given::text((*key).to_owned(), (*value).to_owned()))
        };
        pairs.iter().map(given).collect()
    }

    fn faults(pairs: &[(&'static str, &str)]) -> Vec<String> {
        let values = values(pairs);
        let mut reader = Reader::new(vec![&values]);
        let _ = read(&mut reader, Path::new("desk.db"));
        reader.faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn one_setting_is_enough_and_others_go_before_what_it_implies() {
        let mut one = values(&[("acme", "Ring.Example.com")]);
        imply(&mut one);
        let mut reader = Reader::new(vec![&one]);
        assert_eq!(reader.text("listen").unwrap(), "0.0.0.0:443");
        assert_eq!(
            reader.text("public_url").unwrap(),
            "https://ring.example.com"
        );
        let settings = read(&mut reader, Path::new("data/desk.db"));
        assert_eq!(reader.faults, []);
        let Some(Source::Acme(acme)) = settings.source else {
            panic!("no certificate");
        };
        assert_eq!(acme.folder, Path::new("data/certificates"));
        assert_eq!(acme.directory, LETS_ENCRYPT);
        let mut own = values(&[("acme", "ring.example.com"), ("listen", "127.0.0.1:8443")]);
        imply(&mut own);
        let mut reader = Reader::new(vec![&own]);
        assert_eq!(reader.text("listen").unwrap(), "127.0.0.1:8443");
        let mut none = values(&[]);
        imply(&mut none);
        assert!(none.is_empty());
    }

    #[test]
    fn what_cannot_be_is_said_with_its_key() {
        for (pairs, words) in [
            (
                &[("acme", "https://ring.example.com")][..],
                "is not a public host name",
            ),
            (
                &[("acme", "ring.example.com:443")],
                "is not a public host name",
            ),
            (&[("acme", "*.example.com")], "is not a public host name"),
            (&[("acme", "localhost")], "is not a public host name"),
            (&[("acme", "192.0.2.1")], "is an address"),
            (&[("tls_cert", "/dev/null")], "tls_key"),
            (&[("tls_key", "/dev/null")], "tls_cert"),
            (
                &[("tls_cert", "/dev/null"), ("tls_key", "/dev/null")],
                "no certificate in PEM",
            ),
            (
                &[
                    ("acme", "ring.example.com"),
                    ("acme_directory", "http://ca.example"),
                ],
                "acme_directory",
            ),
            (&[("acme_root", "/nowhere/root.pem")], "acme_root"),
            (&[("acme_contact", "sam")], "acme_contact"),
            (&[("listen_http", "80")], "listen_http"),
            (&[("listen_http", "0.0.0.0:80")], "without HTTPS"),
            (&[("trusted_proxies", "127.0.0.1, *")], "`*` is neither"),
        ] {
            let found = faults(pairs);
            assert_eq!(found.len(), 1, "{pairs:?}: {found:?}");
            assert!(found[0].contains(words), "{}", found[0]);
        }
    }

    #[test]
    fn the_public_url_is_one_that_the_certificate_is_for() {
        let given = values(&[("acme", "ring.example.com")]);
        let settings = read(&mut Reader::new(vec![&given]), Path::new("desk.db"));
        for (url, is_fit) in [
            ("https://ring.example.com", true),
            ("https://RING.example.com:8443/desk", true),
            ("http://ring.example.com", false),
            ("https://desk.example.com", false),
        ] {
            let mut faults = Vec::new();
            must_fit(&settings, &PublicUrl::parse(url).unwrap(), &mut faults);
            assert_eq!(faults.is_empty(), is_fit, "{url}");
        }
    }
}
