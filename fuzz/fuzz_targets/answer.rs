//! Answers of the carrier's API: status, headers and body, from a carrier that has gone mad.
#![no_main]

use std::cell::RefCell;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use libfuzzer_sys::fuzz_target;
use ringback_carriers::outbound::OutboundText;
use ringback_carriers::public_url::PublicUrl;
use ringback_carriers::twilio::client::TwilioClient;
use ringback_carriers::twilio::client::simulated::{Answer, Asked, Exchange, set_carrier};
use ringback_carriers::twilio::config::TwilioConfig;
use secrecy::SecretString;

const STATUSES: [u16; 9] = [200, 201, 204, 400, 401, 404, 429, 500, 503];

/// Says the same to everything.
#[derive(Default)]
struct Mad(Mutex<(u16, String, String)>);

impl Exchange for Mad {
    fn ask(&self, _: Asked) -> Pin<Box<dyn Future<Output = Answer> + Send>> {
        let (status, header, body) = self.0.lock().expect("nobody panics").clone();
        let headers = vec![("retry-after", header.clone()), ("date", header)];
        Box::pin(ready(Answer::Said(status, headers, body)))
    }
}

struct Stage {
    mad: Arc<Mad>,
    client: TwilioClient,
    runtime: tokio::runtime::Runtime,
}

thread_local! {
    static STAGE: RefCell<Option<Stage>> = const { RefCell::new(None) };
}

fn stage() -> Stage {
    let mad = Arc::new(Mad::default());
    set_carrier(Some(Arc::clone(&mad) as Arc<dyn Exchange>));
    let config = TwilioConfig {
        account_sid: "AC00000000000000000000000000000000".to_owned(),
        auth_token: SecretString::from("token"),
        api_url: "http://127.0.0.1:9".parse().expect("a URL"),
        public_url: PublicUrl::parse("https://ring.example.com").expect("a URL"),
    };
    Stage {
        mad,
        client: TwilioClient::new(&config).expect("a client"),
        runtime: tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime"),
    }
}

async fn ask(client: &TwilioClient, what: u8) {
    let text = OutboundText {
        from: "+14155550100",
        to: "+14155550101",
        body: "Hey",
        status_callback: "https://ring.example.com/s",
        validity_seconds: 60,
    };
    match what % 8 {
        0 => drop(client.fetch_text("SM1").await),
        1 => drop(client.fetch_call("CA1").await),
        2 => drop(client.child_calls("CA1").await),
        3 => drop(client.fetch_account().await),
        4 => drop(client.list_numbers().await),
        5 => drop(client.list_brands().await),
        6 => drop(client.list_services().await),
        _ => drop(client.send_text(&text).await),
    }
}

fuzz_target!(|input: &[u8]| {
    let [what, status, rest @ ..] = input else {
        return;
    };
    let text = String::from_utf8_lossy(rest);
    let (header, body) = text.split_once('\n').unwrap_or(("", &text));
    let header: String = header
        .chars()
        .filter(|c| c.is_ascii() && !c.is_control())
        .collect();
    let status = STATUSES[usize::from(*status) % STATUSES.len()];
    STAGE.with_borrow_mut(|slot| {
        let stage = slot.get_or_insert_with(stage);
        *stage.mad.0.lock().expect("nobody panics") = (status, header, body.to_owned());
        stage.runtime.block_on(ask(&stage.client, *what));
    });
});
