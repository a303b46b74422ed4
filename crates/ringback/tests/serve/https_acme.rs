//! Certificates by ACME, from a real authority: issued, used, kept over a restart, renewed, and
//! what is said when there is none.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::desk::{Authority, BLOCKED, Program, SOON, TOKEN, free_port};

const HOST: &str = "ring.invalid";
const DAY_SECONDS: u64 = 86_400;

/// `ringback serve` with nothing but what HTTPS needs.
struct Site {
    program: Program,
    directory: TempDir,
    host: &'static str,
    port: u16,
}

impl Site {
    async fn new(host: &'static str, port: u16, authority: &Authority) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
        let settings = [
            ("database", path("desk.db")),
            ("access_token", TOKEN.to_owned()),
            ("acme", host.to_owned()),
            ("listen", format!("127.0.0.1:{port}")),
            ("public_url", format!("https://{host}:{port}")),
            ("acme_directory", authority.url()),
            (
                "acme_root",
                authority.root_file().await.to_str().unwrap().to_owned(),
            ),
        ];
        let settings = settings.map(|(key, value)| (key.to_owned(), value));
        Self {
            program: Program::new(directory.path(), settings.into()),
            directory,
            host,
            port,
        }
    }

    fn url(&self, path: &str) -> String {
        format!("https://{}:{}{path}", self.host, self.port)
    }

    /// Waits until this client is answered over https; the details of the certificate.
    async fn certificate(&self, browser: &reqwest::Client) -> Value {
        let up = async {
            loop {
                let asked = browser.get(self.url("/readyz")).bearer_auth(TOKEN);
                if let Ok(answer) = asked.send().await {
                    assert_eq!(answer.status(), 200);
                    let secure = &answer.headers()["strict-transport-security"];
                    assert_eq!(secure, "max-age=31536000");
                    let body = answer.bytes().await.unwrap();
                    let details: Value = serde_json::from_slice(&body).unwrap();
                    return details["certificate"].clone();
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(SOON, up).await.expect("a certificate")
    }

    /// Waits until these words are in the log.
    async fn says(&self, words: &str) {
        let said = async {
            while !self.program.log().contains(words) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let said = tokio::time::timeout(SOON, said).await;
        assert!(said.is_ok(), "not said: {words}");
    }

    async fn check(&self) -> String {
        let output = self.program.run(&["check"]).await;
        String::from_utf8(output.stdout).unwrap()
    }
}

#[tokio::test]
async fn a_certificate_is_fetched_once_and_a_restart_needs_no_authority() {
    let port = free_port();
    let mut authority = Authority::start(port, free_port(), 90 * DAY_SECONDS).await;
    let mut site = Site::new(HOST, port, &authority).await;
    site.program.start().await;
    let browser = authority.browser(HOST, port).await;
    let certificate = site.certificate(&browser).await;
    assert_eq!(certificate["names"], serde_json::json!([HOST]));
    assert_eq!(certificate["fault"], Value::Null);
    assert!(certificate["renews_at"].as_str() < certificate["expires_at"].as_str());
    let link = &site.program.link;
    assert!(link.contains(&site.url("/?token=")), "{link}");
    assert_eq!(authority.issued(), 1);
    only_the_owner_reads(&site.directory.path().join("certificates"));
    authority.stop().await;
    site.program.terminate().await;
    site.program.start().await;
    let again = site.certificate(&browser).await;
    assert_eq!(again["expires_at"], certificate["expires_at"]);
    let said = site.check().await;
    assert!(
        said.contains("ok     certificate: for ring.invalid, issued by Pebble"),
        "{said}"
    );
    assert!(
        said.contains("fault  HTTPS: ring.invalid has no address in DNS: create an A record"),
        "{said}"
    );
    site.program.terminate().await;
}

fn only_the_owner_reads(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let authority = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap();
    let files: Vec<_> = std::fs::read_dir(authority.path()).unwrap().collect();
    assert_eq!(files.len(), 2, "account and certificate: {files:?}");
    for file in files {
        let mode = file.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}

#[tokio::test]
async fn a_certificate_is_renewed_in_time_by_an_authority_that_forgot_us_too() {
    let port = free_port();
    let mut authority = Authority::start(port, free_port(), 15).await;
    let mut site = Site::new(HOST, port, &authority).await;
    site.program.start().await;
    let first = site.certificate(&authority.browser(HOST, port).await).await;
    authority.start_anew().await;
    // Only what is issued from now on passes with this root.
    let renewed = site.certificate(&authority.browser(HOST, port).await).await;
    assert!(
        renewed["expires_at"].as_str() > first["expires_at"].as_str(),
        "{first} {renewed}"
    );
    assert_eq!(renewed["fault"], Value::Null);
    site.program.terminate().await;
}

#[tokio::test]
async fn where_port_443_is_closed_port_80_proves_the_name() {
    let (port, plain) = (free_port(), free_port());
    let authority = Authority::start(free_port(), plain, DAY_SECONDS).await;
    let mut site = Site::new(HOST, port, &authority).await;
    site.program
        .set("listen_http", &format!("127.0.0.1:{plain}"));
    site.program.start().await;
    let browser = authority.browser(HOST, port).await;
    site.certificate(&browser).await;
    let asked = browser.get(format!("http://127.0.0.1:{plain}/calls?x=1"));
    let answer = asked.send().await.unwrap();
    assert_eq!(answer.status(), 308);
    assert_eq!(answer.headers()["location"], site.url("/calls?x=1"));
    assert!(!answer.headers().contains_key("strict-transport-security"));
    site.program.terminate().await;
}

#[tokio::test]
async fn why_there_is_no_certificate_is_said_in_words() {
    let (port, closed) = (free_port(), free_port());
    let authority = Authority::start(closed, closed, DAY_SECONDS).await;
    for (host, directory, words) in [
        (
            HOST,
            authority.url(),
            "The certificate authority does not reach ring.invalid on port 443: open that port",
        ),
        (
            BLOCKED,
            authority.url(),
            "The certificate authority issues nothing for blocked.invalid",
        ),
        (
            HOST,
            format!("https://127.0.0.1:{closed}/dir"),
            "The certificate authority cannot be reached",
        ),
    ] {
        let mut site = Site::new(host, port, &authority).await;
        site.program.set("acme_directory", &directory);
        site.program.start().await;
        site.says(&format!("there is no certificate yet: {words}"))
            .await;
        let said = site.check().await;
        for words in [
            "fault  certificate: there is none yet",
            &format!("the last attempt failed: {words}"),
        ] {
            assert!(said.contains(words), "{said}");
        }
        site.program.terminate().await;
        site.program.assert_clean_log(TOKEN);
    }
}
