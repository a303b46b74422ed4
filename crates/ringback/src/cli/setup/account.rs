//! Account SID and auth token: checked the moment they are there, with what is wrong in words.

use anyhow::{Context as _, bail};
use ringback_carriers::twilio::client::TwilioClient;
use ringback_desk::settings::Reader;
use ringback_desk::setup::findings::Finding;
use ringback_engine::setup::{Credentials, check_account};
use secrecy::SecretString;

use super::{Arguments, Desk};
use crate::cli::say;
use crate::config::Layers;

/// How often somebody may mistype.
const TRIES: u32 = 5;

/// An account that can be used.
pub(super) struct Carrier {
    pub(super) client: TwilioClient,
    pub(super) account: String,
    /// To be stored; nothing where the configuration gives it.
    pub(super) token: Option<SecretString>,
}

/// Asks for whatever is not given, and asks the carrier.
pub(super) async fn check(
    desk: &Desk,
    arguments: &Arguments,
    layers: &Layers,
) -> anyhow::Result<Carrier> {
    let mut given = Given::read(arguments, layers)?;
    for _ in 0..TRIES {
        let credentials = given.credentials(desk)?;
        match check_account(&credentials).await {
            Ok((client, facts, notes)) => {
                say(&format!("ok     account: \"{}\" at Twilio", facts.name));
                for note in &notes {
                    tell("note  ", "account", note);
                }
                return Ok(Carrier {
                    client,
                    account: facts.account,
                    token: (!given.is_configured).then_some(credentials.auth_token),
                });
            }
            Err(finding) => {
                tell("fault ", "account", &finding);
                if !desk.prompt.is_interactive() {
                    break;
                }
                given.forget();
            }
        }
    }
    bail!("the account cannot be used; nothing was changed")
}

/// A finding as one line, in the form in which `ringback check` writes.
pub(super) fn tell(weight: &str, about: &str, finding: &Finding) {
    say(&format!(
        "{weight} {about}: {} {}",
        finding.sentence(),
        finding.fix()
    ));
}

struct Given {
    account_sid: Option<String>,
    auth_token: Option<SecretString>,
    /// Both come from the configuration, where `serve` finds them as well.
    is_configured: bool,
}

impl Given {
    fn read(arguments: &Arguments, layers: &Layers) -> anyhow::Result<Self> {
        let mut reader = Reader::new(vec![&layers.values]);
        let sid = reader.text("twilio_account_sid");
        let token = reader.text("twilio_auth_token");
        let from_file = match &arguments.auth_token_file {
            Some(path) => {
                let shown = path.display();
                let text = std::fs::read_to_string(path)
                    .with_context(|| format!("--auth-token-file: {shown} cannot be read"))?;
                Some(text.trim().to_owned())
            }
            None => None,
        };
        let is_configured = from_file.is_none()
            && arguments
                .account_sid
                .as_ref()
                .is_none_or(|own| Some(own) == sid.as_ref());
        Ok(Self {
            is_configured: is_configured && sid.is_some() && token.is_some(),
            account_sid: arguments.account_sid.clone().or(sid),
            auth_token: from_file.or(token).map(SecretString::from),
        })
    }

    /// What was refused is asked for again.
    fn forget(&mut self) {
        (self.account_sid, self.auth_token) = (None, None);
        self.is_configured = false;
    }

    fn credentials(&mut self, desk: &Desk) -> anyhow::Result<Credentials> {
        let account_sid = match self.account_sid.clone() {
            Some(sid) => sid,
            None => {
                self.is_configured = false;
                let question = "Account SID, from the first page of Twilio's console";
                desk.prompt
                    .insist(question, None)
                    .context("--account-sid is not given")?
            }
        };
        let auth_token = match self.auth_token.clone() {
            Some(token) => token,
            None => {
                self.is_configured = false;
                let token = desk.prompt.secret("Auth token, which stands below it");
                let missing = "the auth token is not given: set RINGBACK_TWILIO_AUTH_TOKEN, or \
                               give --auth-token-file";
                SecretString::from(token.context(missing)?)
            }
        };
        Ok(Credentials {
            account_sid,
            auth_token,
            api_url: desk.api_url.clone(),
            public_url: desk.public_url.clone(),
        })
    }
}
