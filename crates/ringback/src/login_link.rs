//! The words with which a one-time link is handed out: on standard output, never in the log.

use std::net::SocketAddr;

use ringback_desk::settings::Reader;
use ringback_store::people::Secret;

use crate::config::Layers;

/// Where the pages are.
#[derive(Debug, Clone)]
pub(crate) struct Doors {
    /// From this machine, as `http://127.0.0.1:8080`.
    pub(crate) here: String,
    /// From anywhere, where a public URL is set.
    pub(crate) public: Option<String>,
}

impl Doors {
    /// As the configuration says, for commands that run beside the server.
    pub(crate) fn of(layers: &Layers) -> Self {
        let mut reader = Reader::new(vec![&layers.values]);
        let serves_https = ["acme", "tls_cert"].map(|key| reader.given(key).is_some());
        if serves_https.contains(&true)
            && let Some(public_url) = reader.text("public_url")
        {
            return Self::public_only(&public_url);
        }
        let listen = reader.text("listen");
        Self {
            here: format!("http://{}", reachable(listen.as_deref())),
            public: reader
                .text("public_url")
                .map(|url| url.trim_end_matches('/').to_owned()),
        }
    }

    /// Where only the public URL opens: a certificate is for its name and for no address.
    pub(crate) fn public_only(public_url: &str) -> Self {
        Self {
            here: public_url.trim_end_matches('/').to_owned(),
            public: None,
        }
    }

    /// As the server really listens.
    pub(crate) fn at(address: SocketAddr, public_url: &str) -> Self {
        Self {
            here: format!("http://{}", reachable(Some(&address.to_string()))),
            public: Some(public_url.trim_end_matches('/').to_owned()),
        }
    }

    /// The link with this code, for each door.
    pub(crate) fn links(&self, code: &Secret) -> Vec<String> {
        std::iter::once(&self.here)
            .chain(self.public.iter().filter(|public| **public != self.here))
            .map(|door| format!("{door}{}", path(code)))
            .collect()
    }
}

/// The path of a link.
pub(crate) fn path(code: &Secret) -> String {
    format!("/welcome?code={}", code.reveal())
}

/// An address that a browser can open: one that listens everywhere is reached on loopback.
fn reachable(listen: Option<&str>) -> String {
    let listen = listen.unwrap_or("127.0.0.1:8080");
    match listen.parse::<SocketAddr>() {
        Ok(address) if address.ip().is_unspecified() => format!("127.0.0.1:{}", address.port()),
        _ => listen.to_owned(),
    }
}

/// What is printed about a new link, line by line. `who` is a company, or a person's login.
pub(crate) fn in_words(who: &str, doors: &Doors, code: &Secret) -> Vec<String> {
    let mut lines = vec![format!(
        "{who}: open this link to set a password. It works once, and for 24 hours."
    )];
    lines.extend(
        doors
            .links(code)
            .into_iter()
            .map(|link| format!("  {link}")),
    );
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_listens_everywhere_is_reached_on_loopback() {
        assert_eq!(reachable(None), "127.0.0.1:8080");
        assert_eq!(reachable(Some("0.0.0.0:80")), "127.0.0.1:80");
        assert_eq!(reachable(Some("[::]:80")), "127.0.0.1:80");
        assert_eq!(reachable(Some("192.0.2.7:80")), "192.0.2.7:80");
    }

    #[test]
    fn each_door_has_its_link_and_the_same_door_has_it_once() {
        let code = Secret::random();
        let mut doors = Doors {
            here: "http://127.0.0.1:8080".to_owned(),
            public: Some("https://ring.example.com/desk".to_owned()),
        };
        let links = doors.links(&code);
        assert_eq!(links.len(), 2);
        assert_eq!(
            links[1],
            format!(
                "https://ring.example.com/desk/welcome?code={}",
                code.reveal()
            )
        );
        doors.public = Some(doors.here.clone());
        assert_eq!(doors.links(&code).len(), 1);
    }
}
