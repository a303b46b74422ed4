//! An authority for certificates: Pebble, which Let's Encrypt keeps for tests of clients, with a
//! name server in which every name leads to this machine.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use rcgen::{CertificateParams, KeyPair};
use reqwest::Certificate;
use serde_json::json;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use super::{SOON, free_port};

/// The authority refuses this name.
pub const BLOCKED: &str = "blocked.invalid";

pub struct Authority {
    directory: TempDir,
    port: u16,
    management: u16,
    names: u16,
    children: Vec<Child>,
}

impl Authority {
    /// It looks at these ports for the proof of a name, and its certificates live so long.
    pub async fn start(tls: u16, http: u16, life_seconds: u64) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut authority = Self {
            directory: tempfile::tempdir().unwrap(),
            port: free_port(),
            management: free_port(),
            names: free_port(),
            children: Vec::new(),
        };
        let key = KeyPair::generate().unwrap();
        let hosts = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let certificate = CertificateParams::new(hosts).unwrap().self_signed(&key);
        fs::write(authority.path("api.pem"), certificate.unwrap().pem()).unwrap();
        fs::write(authority.path("api.key"), key.serialize_pem()).unwrap();
        let config = json!({ "pebble": {
            "listenAddress": format!("127.0.0.1:{}", authority.port),
            "managementListenAddress": format!("127.0.0.1:{}", authority.management),
            "certificate": authority.path("api.pem"),
            "privateKey": authority.path("api.key"),
            "httpPort": http,
            "tlsPort": tls,
            "ocspResponderURL": "",
            "externalAccountBindingRequired": false,
            "domainBlocklist": [BLOCKED],
            "certificateValidityPeriod": life_seconds,
        }});
        fs::write(authority.path("pebble.json"), config.to_string()).unwrap();
        authority.run().await;
        authority
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    async fn run(&mut self) {
        let names = format!("127.0.0.1:{}", self.names);
        let management = format!("127.0.0.1:{}", free_port());
        let off = ["-http01", "", "-https01", "", "-tlsalpn01", ""];
        let mut server = Command::new("pebble-challtestsrv");
        server
            .args(["-defaultIPv4", "127.0.0.1", "-defaultIPv6", ""])
            .args(["-dns01", &names, "-management", &management])
            .args(off);
        let mut pebble = Command::new("pebble");
        pebble
            .arg("-config")
            .arg(self.path("pebble.json"))
            .args(["-dnsserver", &names])
            .env("PEBBLE_VA_NOSLEEP", "1")
            .env("PEBBLE_WFE_NONCEREJECT", "10")
            .env("PEBBLE_AUTHZREUSE", "0");
        for command in [&mut server, &mut pebble] {
            let mut log = fs::File::options();
            let log = log
                .create(true)
                .append(true)
                .open(self.path("log"))
                .unwrap();
            let child = command
                .stdout(log.try_clone().map(Stdio::from).unwrap())
                .stderr(log)
                .kill_on_drop(true)
                .spawn();
            let missing =
                "pebble is not installed: `cargo xtask test` does it, or apt-get install pebble";
            self.children.push(child.expect(missing));
        }
        let up = async {
            while self.roots().await.is_none() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(SOON, up).await.expect("pebble starts");
    }

    pub async fn stop(&mut self) {
        for mut child in self.children.drain(..) {
            child.kill().await.unwrap();
        }
    }

    /// With no memory of accounts and orders, and another root.
    pub async fn start_anew(&mut self) {
        self.stop().await;
        self.run().await;
    }

    /// For `acme_directory`.
    pub fn url(&self) -> String {
        format!("https://127.0.0.1:{}/dir", self.port)
    }

    /// For `acme_root`: who signed the server's own certificate, and those that it issues.
    pub async fn root_file(&self) -> PathBuf {
        let api = fs::read_to_string(self.path("api.pem")).unwrap();
        let path = self.path("roots.pem");
        fs::write(&path, api + &self.roots().await.unwrap()).unwrap();
        path
    }

    /// The root of what it issues, PEM.
    async fn roots(&self) -> Option<String> {
        let api = fs::read(self.path("api.pem")).unwrap();
        let client = reqwest::Client::builder()
            .tls_certs_only([Certificate::from_pem(&api).unwrap()])
            .build()
            .unwrap();
        let url = format!("https://127.0.0.1:{}/roots/0", self.management);
        client.get(url).send().await.ok()?.text().await.ok()
    }

    /// A browser that accepts what it issues, for which this host leads to a port of this machine.
    pub async fn browser(&self, host: &str, port: u16) -> reqwest::Client {
        let root = self.roots().await.unwrap();
        reqwest::Client::builder()
            .tls_certs_only([Certificate::from_pem(root.as_bytes()).unwrap()])
            .resolve(host, ([127, 0, 0, 1], port).into())
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            .build()
            .unwrap()
    }

    /// How many certificates it has issued.
    pub fn issued(&self) -> usize {
        let log = fs::read_to_string(self.path("log")).unwrap();
        log.matches("Issued certificate serial").count()
    }
}
