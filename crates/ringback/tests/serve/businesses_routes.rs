//! Every private route, walked by somebody of another business with the first one's ids, numbers and
//! lines in their hands: they find nothing, learn nothing and change nothing.

use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::desk::exchange::PICTURE;
use crate::desk::people::Browser;
use crate::desk::town::Town;
use crate::desk::{CALLER, LINE, OWNER, SOON, text_fields};
use crate::login_routes::{PRIVATE, Whose};

const MARK: &str = "The words of a customer of the first";
const NAME: &str = "Philomena";
const TEST_CALL: &str = "/setup/phones/call/{call}";
const DETAILS: &str = "/people/{number}/details";

/// What the first business has, by what stands for it in a route.
struct First {
    call: String,
    carrier_call: String,
    text: String,
    media: String,
    session: String,
    line: i64,
}

#[tokio::test]
async fn another_business_finds_nothing_learns_nothing_and_changes_nothing() {
    let town = Town::open().await;
    let first = First::of(&town).await;
    town.desk.quiet().await;
    let before = town.desk.rows_of(1).await;
    let carrier = (
        town.desk.carrier.lines(),
        town.desk.carrier.messages().len(),
    );
    walks_everywhere(&town, &first).await;
    // A number may be given a name before it ever calls: the name that one's own people see.
    let path = first.filled(DETAILS);
    let named = send(&town.ann, &Method::POST, &path, DETAILS).await;
    assert_eq!(named.status(), 303);
    let theirs = town.ann.get(&format!("/people/{CALLER}")).await;
    let theirs = theirs.text().await.unwrap();
    assert!(!theirs.contains(MARK) && !theirs.contains(NAME), "{theirs}");
    // Whoever ends all other sessions ends their own.
    town.ann.post("/account/sessions/end", &[]).await;
    town.desk.quiet().await;
    let after = town.desk.rows_of(1).await;
    let differ: Vec<_> = after.iter().filter(|row| !before.contains(row)).collect();
    assert!(
        differ.is_empty() && before.len() == after.len(),
        "{differ:#?}"
    );
    let now = (
        town.desk.carrier.lines(),
        town.desk.carrier.messages().len(),
    );
    assert_eq!(
        (json!(now.0), now.1),
        (json!(carrier.0), carrier.1),
        "nothing was changed or sent at the first's carrier"
    );
    assert!(town.sam.is_in().await, "nobody else has ended the session");
    let page = town.sam.get(&format!("/people/{CALLER}")).await;
    let page = page.text().await.unwrap();
    assert!(page.contains(MARK) && page.contains(NAME), "{page}");
    town.close().await;
}

/// Somebody of the second business asks for each route: as the first's, and with the first's ids.
async fn walks_everywhere(town: &Town, first: &First) {
    for (method, template, whose) in PRIVATE {
        if matches!(whose, Whose::Myself) {
            continue;
        }
        let method: Method = method.parse().unwrap();
        let path = first.filled(template);
        let named = format!("{path}?business=1");
        let answer = send(&town.ann, &method, &named, template).await;
        assert_eq!(answer.status(), 404, "{method} {named}");
        says_nothing(answer, first, &named).await;
        for (path, is_foreign) in [
            (
                path.clone(),
                holds_an_id(template) || *whose == Whose::Installation,
            ),
            (
                format!("{path}?line={}", first.line),
                template.contains("{section}"),
            ),
        ] {
            if *template == DETAILS {
                continue;
            }
            let answer = send(&town.ann, &method, &path, template).await;
            if is_foreign {
                let wanted = match *template {
                    // Where there is one business, its people may release it.
                    "/release" => 403,
                    // Asked of one's own account, which knows of no such call.
                    TEST_CALL => 502,
                    _ => 404,
                };
                assert_eq!(answer.status(), wanted, "{method} {path}");
            }
            if *template != "/live" {
                says_nothing(answer, first, &path).await;
            }
        }
    }
}

/// Whether it stands in the route whose it is.
fn holds_an_id(template: &str) -> bool {
    template.contains('{') && !template.contains("{section}")
}

impl First {
    /// A customer has called, has written and sent a picture, and has a name.
    async fn of(town: &Town) -> Self {
        let desk = &town.desk;
        let called = desk.call(CALLER);
        assert_eq!(desk.verdict(&called).await.outcome(), "sent");
        let sent = desk.texts(CALLER, 1).await.remove(0);
        desk.reaches(&sent.sid, "delivered").await;
        let sid = desk.carrier.account_sid();
        let url = format!(
            "{}/2010-04-01/Accounts/{sid}/Messages/MM1/Media/ME1",
            town.api_url
        );
        let mut fields = text_fields("MM00000000000000000000000000000001", CALLER, MARK);
        fields.retain(|(name, _)| *name != "NumMedia");
        fields.extend([
            ("NumMedia", "1"),
            ("MediaUrl0", &url),
            ("MediaContentType0", "image/png"),
        ]);
        let written = desk.webhook("/twilio/message", &fields).post(desk).await;
        assert_eq!(written.status, 200, "{written:?}");
        let details = [("first_name", NAME), ("language", "en")];
        let path = format!("/people/{CALLER}/details");
        assert_eq!(town.sam.post(&path, &details).await.status(), 303);
        // The owner has read what was passed on.
        let relays = || Some(desk.carrier.api_messages_to(OWNER)).filter(|all| !all.is_empty());
        for relay in desk.carrier.until(SOON, relays).await.unwrap() {
            desk.reaches(&relay.sid, "delivered").await;
        }
        let calls = desk.json("/api/calls").await;
        let of = |key: &str| calls["calls"][0][key].as_str().unwrap().to_owned();
        let account = town.sam.get("/account").await.text().await.unwrap();
        let first = Self {
            call: of("id"),
            carrier_call: called,
            text: of("text"),
            media: between(&picture_page(town).await, "/media/", "\"").to_owned(),
            session: between(&account, "account/sessions/", "/end").to_owned(),
            line: 1,
        };
        // All of it is there for its own people.
        let media = town.sam.get(&format!("/media/{}", first.media)).await;
        assert_eq!(media.bytes().await.unwrap(), PICTURE);
        for path in [
            format!("/calls/{}", first.call),
            first.filled(TEST_CALL),
            format!("/settings/phones?line={}", first.line),
        ] {
            assert_eq!(town.sam.get(&path).await.status(), 200, "{path}");
        }
        first
    }

    fn filled(&self, path: &str) -> String {
        let call = if path == TEST_CALL {
            &self.carrier_call
        } else {
            &self.call
        };
        path.replace("{call}", call)
            .replace("{text}", &self.text)
            .replace("{media}", &self.media)
            .replace("{section}", "phones")
            .replace("{number}", CALLER)
            .replace("{session}", &self.session)
    }
}

/// The page of the customer, once their picture is on it.
async fn picture_page(town: &Town) -> String {
    let looking = async {
        loop {
            let page = town.desk.page(&format!("/people/{CALLER}")).await;
            if page.contains("/media/") {
                return page;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(SOON, looking).await.unwrap()
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let rest = page.split(before).nth(1).expect(page);
    rest.split(after).next().unwrap()
}

/// What would do something if it were the first business's own people who posted it.
async fn send(who: &Browser, method: &Method, path: &str, template: &str) -> Response {
    let request = who.request(method.clone(), path);
    let request = if *method == Method::POST {
        filled_in(request, template)
    } else {
        request
    };
    request.send().await.unwrap()
}

fn filled_in(request: RequestBuilder, template: &str) -> RequestBuilder {
    let asked: Value = match template {
        "/api/preview" => return request.json(&json!({ "template": "{owner} at {company}" })),
        "/api/measure" => return request.json(&json!({ "text": "Hi" })),
        "/people/{number}/answer" => json!({ "body": "From the other", "key": "one" }),
        DETAILS => json!({ "first_name": "Nobody", "language": "es" }),
        "/people/{number}/consent" => json!({ "decision": "opt_out" }),
        "/waiting/done" => json!({ "key": format!("answer:{CALLER}") }),
        "/settings/limits/lift" => json!({ "brake": "breaker", "span": "day" }),
        "/settings/{section}" => json!({ "ring_seconds": "31" }),
        "/texts/{text}/settle" => json!({ "outcome": "arrived" }),
        "/setup/business" => json!({
            "company": "Lakeside", "owner": "Ann", "trade": "general", "zone": "America/Denver",
        }),
        "/setup/number/confirm" => json!({ "number": LINE, "reach": "dialled" }),
        "/setup/number/undo" => json!({ "number": LINE, "force": "yes" }),
        "/setup/phones" => json!({ "ring": "+13125550179" }),
        "/setup/hours" => json!({ "hours": "mon-fri 9:00-10:00", "holidays": "" }),
        "/setup/words" => json!({ "text": "{owner} at {company} here" }),
        "/setup/test" => json!({ "caller": CALLER }),
        _ => json!({ "business": "1" }),
    };
    let mut fields = asked;
    // Whose it is comes from who is logged in, whatever a form says.
    fields["business"] = json!("1");
    fields["line"] = json!("1");
    request.form(&fields)
}

async fn says_nothing(answer: Response, first: &First, path: &str) {
    let body = answer.text().await.unwrap();
    let own = [
        MARK,
        NAME,
        "555-0131",
        "Riverside",
        "555-0177",
        "not really",
    ];
    // What they typed themselves may come back to them.
    let ids = [CALLER, LINE, OWNER, &first.call, &first.text, &first.media];
    let ids = ids.into_iter().filter(|id| !path.contains(id));
    for secret in own.into_iter().chain(ids) {
        assert!(!body.contains(secret), "{path} says {secret}: {body}");
    }
}
