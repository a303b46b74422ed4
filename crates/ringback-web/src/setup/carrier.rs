//! Step two: the account at the carrier, looked at the moment it is given.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use ringback_desk::setup::findings::Finding;
use ringback_engine::setup::{Credentials, check_account};
use ringback_store::accounts;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::frame::{Field, Frame, Note, Step, see_other};
use super::progress::Progress;
use crate::WebState;
use crate::pages::{Failure, Scope, show_with};

#[derive(Template)]
#[template(path = "setup/carrier.html")]
struct Page {
    frame: Frame,
    sid: Field,
    /// Which of the two is wrong, as far as that can be told.
    is_sid_wrong: bool,
    is_token_wrong: bool,
    /// The name of the account that works, once one does.
    account: String,
    notes: Vec<Note>,
    /// Who came from the settings goes back there.
    back: bool,
    /// Where the carrier will have to reach this server.
    public_url: String,
    is_local: bool,
}

/// What was typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    account_sid: String,
    #[serde(default)]
    auth_token: String,
    #[serde(default)]
    back: String,
}

/// Where the page was come from.
#[derive(Debug, Deserialize)]
pub(super) struct From {
    #[serde(default)]
    back: String,
}

/// The settings, as `back` names them.
const SETTINGS: &str = "settings";

pub(super) async fn page(
    State(state): State<WebState>,
    scope: Scope,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let mut page = Page::new(&state, &scope, &progress);
    page.back = from.back == SETTINGS;
    let directory = state.engine().directory();
    if let Some(account) = directory.account_of(scope.business) {
        account.sid().clone_into(&mut page.sid.value);
        match account.client().fetch_account().await {
            Ok(remote) => page.account = remote.name,
            Err(fault) => page.notes.push(Note::of(&Finding::CarrierSilent {
                why: fault.to_string(),
            })),
        }
    }
    show_with(StatusCode::OK, &page)
}

pub(super) async fn save(
    State(state): State<WebState>,
    scope: Scope,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let configured = state.engine().configured();
    let credentials = Credentials {
        account_sid: typed.account_sid.trim().to_owned(),
        auth_token: SecretString::from(typed.auth_token.trim()),
        api_url: configured.api_url.clone(),
        public_url: configured.public_url.clone(),
    };
    match check_account(&credentials).await {
        Ok(_) => {
            let business = scope.business;
            let sid = credentials.account_sid;
            let token = credentials.auth_token;
            let store = state.engine().store();
            store
                .write(business, move |tx| {
                    accounts::set(tx, business, &sid, token.expose_secret())
                })
                .await?;
            state.engine().reload().await?;
            if typed.back == SETTINGS {
                let and = if scope.query.is_empty() { "?" } else { "&" };
                let query = &scope.query;
                let to = format!("../settings/carrier{query}{and}saved=1");
                return Ok(see_other(&to));
            }
            Ok(see_other(&format!("number{}", scope.query)))
        }
        Err(finding) => {
            let progress = Progress::read(&state, scope.business).await?;
            let mut page = Page::new(&state, &scope, &progress);
            page.sid.value = credentials.account_sid;
            page.back = typed.back == SETTINGS;
            page.is_sid_wrong = matches!(
                finding,
                Finding::NotAnAccountSid | Finding::KeyInsteadOfAccount | Finding::NoSuchAccount
            );
            page.is_token_wrong =
                matches!(finding, Finding::WrongToken | Finding::KeyInsteadOfToken);
            page.notes.push(Note::of(&finding));
            show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

impl Page {
    fn new(state: &WebState, scope: &Scope, progress: &Progress) -> Self {
        let public_url = &state.config().public_url;
        let shown = public_url.as_str().to_owned();
        Self {
            frame: Frame::new(scope, progress, Step::Carrier),
            sid: Field::default(),
            is_sid_wrong: false,
            is_token_wrong: false,
            account: String::new(),
            back: false,
            notes: Vec::new(),
            is_local: !public_url.is_https(),
            public_url: shown,
        }
    }
}
