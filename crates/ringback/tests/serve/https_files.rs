//! HTTPS with a certificate from files: it is served, read again when it changes, and a new one
//! that is damaged does not take the place of a good one.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rcgen::{CertificateParams, KeyPair};
use reqwest::Certificate;

use crate::desk::{LINE, OWNER, Program, SOON, TOKEN, free_port};

const HOST: &str = "ring.invalid";

/// Writes a new certificate with its key; a client that accepts this one only.
fn write(directory: &Path, port: u16) -> reqwest::Client {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec![HOST.to_owned()]).unwrap();
    let certificate = params.self_signed(&key).unwrap().pem();
    std::fs::write(directory.join("key.pem"), key.serialize_pem()).unwrap();
    std::fs::write(directory.join("cert.pem"), &certificate).unwrap();
    reqwest::Client::builder()
        .tls_certs_only([Certificate::from_pem(certificate.as_bytes()).unwrap()])
        .resolve(HOST, ([127, 0, 0, 1], port).into())
        .pool_max_idle_per_host(0)
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_changed_certificate_is_used_and_a_damaged_one_is_not() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let directory = tempfile::tempdir().unwrap();
    let port = free_port();
    let path = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    let first = write(directory.path(), port);
    let url = format!("https://{HOST}:{port}");
    let settings = [
        ("database", path("desk.db")),
        ("access_token", TOKEN.to_owned()),
        ("listen", format!("127.0.0.1:{port}")),
        ("public_url", url.clone()),
        ("tls_cert", path("cert.pem")),
        ("tls_key", path("key.pem")),
    ];
    let settings = settings.map(|(key, value)| (key.to_owned(), value));
    let mut program = Program::new(directory.path(), settings.into());
    program.start().await;
    let answer = first.get(format!("{url}/healthz")).send().await.unwrap();
    assert!(answer.headers().contains_key("strict-transport-security"));
    let plain = reqwest::get(format!("http://127.0.0.1:{port}/healthz")).await;
    assert!(plain.is_err(), "no plain HTTP on the port of HTTPS");

    std::fs::write(path("cert.pem"), "-----BEGIN CERT").unwrap();
    let said = async {
        while !program.log().contains("the new certificate cannot be used") {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(SOON, said).await.expect("it is said");
    first.get(format!("{url}/healthz")).send().await.unwrap();

    let second = write(directory.path(), port);
    let used = async {
        while second.get(format!("{url}/healthz")).send().await.is_err() {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(SOON, used).await.expect("it is used");

    program.set("tls_key", &path("desk.db"));
    let output = program.run(&["check"]).await;
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("RINGBACK_TLS_CERT: cannot be used") && said.contains("no private key"),
        "{said}"
    );
    program.terminate().await;
}

/// Writes a certificate whose last days these are; a client that accepts this one only.
fn write_old(directory: &Path, port: u16) -> reqwest::Client {
    let day = Duration::from_hours(24);
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let epoch = rcgen::date_time_ymd(1970, 1, 1);
    let mut params = CertificateParams::new(vec![HOST.to_owned()]).unwrap();
    params.not_before = epoch + (since_epoch - day * 87);
    params.not_after = epoch + (since_epoch + day * 3 + day / 2);
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap().pem();
    std::fs::write(directory.join("key.pem"), key.serialize_pem()).unwrap();
    std::fs::write(directory.join("cert.pem"), &certificate).unwrap();
    reqwest::Client::builder()
        .tls_certs_only([Certificate::from_pem(certificate.as_bytes()).unwrap()])
        .resolve(HOST, ([127, 0, 0, 1], port).into())
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_certificate_that_ends_is_told_of_once_a_day() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let directory = tempfile::tempdir().unwrap();
    let port = free_port();
    let path = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    let client = write_old(directory.path(), port);
    let url = format!("https://{HOST}:{port}");
    let settings = [
        ("database", path("desk.db")),
        ("access_token", TOKEN.to_owned()),
        ("listen", format!("127.0.0.1:{port}")),
        ("public_url", url.clone()),
        ("tls_cert", path("cert.pem")),
        ("tls_key", path("key.pem")),
        ("twilio_account_sid", format!("AC{:032x}", 5)),
        ("twilio_auth_token", "auth-token-of-this-test".to_owned()),
        ("twilio_api_url", "http://127.0.0.1:9".to_owned()),
        ("line_number", LINE.to_owned()),
        ("company", "Riverside Plumbing".to_owned()),
        ("owner", "Sam".to_owned()),
        ("ring", OWNER.to_owned()),
    ];
    let settings = settings.map(|(key, value)| (key.to_owned(), value));
    let mut program = Program::new(directory.path(), settings.into());
    let ends = "The certificate for ring.invalid ends in 3 days, on ";
    for _ in 0..2 {
        program.start().await;
        let get = async |path: &str| {
            let request = client.get(format!("{url}{path}")).bearer_auth(TOKEN);
            request.send().await.unwrap().text().await.unwrap()
        };
        let front = get("/").await;
        assert!(
            front.contains(ends) && front.contains("settings/server"),
            "{front}"
        );
        assert!(get("/settings/server").await.contains(ends));
        let told = async {
            while !get("/api/timeline").await.contains("HTTPS needs you") {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        tokio::time::timeout(SOON, told).await.expect("it is told");
        let timeline = get("/api/timeline").await;
        let entries: serde_json::Value = serde_json::from_str(&timeline).unwrap();
        let entries = entries["entries"].as_array().unwrap().iter();
        let notices = entries.filter(|entry| entry["what"] == "notice");
        assert_eq!(notices.count(), 1, "after a restart as well");
        program.terminate().await;
    }
}
