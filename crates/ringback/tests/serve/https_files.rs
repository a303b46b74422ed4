//! HTTPS with a certificate from files: it is served, read again when it changes, and a new one
//! that is damaged does not take the place of a good one.

use std::path::Path;
use std::time::Duration;

use rcgen::{CertificateParams, KeyPair};
use reqwest::Certificate;

use crate::desk::{Program, SOON, TOKEN, free_port};

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
