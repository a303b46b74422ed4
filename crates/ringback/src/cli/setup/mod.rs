//! `ringback setup`: a line from nothing to its first text, in questions or in flags.
//!
//! Asked in the order in which an owner knows the answers; whatever a flag, the configuration or an
//! earlier run has said is not asked again unless somebody sits there. Nothing at the carrier is
//! changed before it was shown. Safe to run again.

mod account;
mod answers;
mod check_forwarding;
mod forwarding;
mod number;
mod point;
mod prompt;
mod save;
mod text;
mod try_out;
mod undo;

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use ringback_carriers::public_url::PublicUrl;
use ringback_carriers::twilio::config::DEFAULT_API_URL;
use ringback_carriers::twilio::urls::Urls;
use ringback_desk::settings::Reader;
use ringback_store::Store;
use url::Url;

use super::{FileArgument, install_tls, runtime};
use crate::config::{Layers, open_existing_store, open_store};
use answers::Answers;
use prompt::Prompt;

#[derive(clap::Args)]
#[command(args_override_self = true)] // A script's own flags may come after those of a template.
#[allow(clippy::struct_excessive_bools)] // Flags are what they are.
pub(super) struct Arguments {
    /// The company's name, as it stands in texts.
    #[arg(long)]
    company: Option<String>,
    /// The owner's first name, as it stands in texts.
    #[arg(long)]
    owner: Option<String>,
    /// The trade, which chooses the texts: general, plumber, heating, electrician, salon …
    #[arg(long)]
    trade: Option<String>,
    /// IANA time zone of the business, as America/Chicago.
    #[arg(long)]
    zone: Option<String>,
    /// The account SID at Twilio.
    #[arg(long)]
    account_sid: Option<String>,
    /// A file with the account's auth token. Or set RINGBACK_TWILIO_AUTH_TOKEN.
    #[arg(long)]
    auth_token_file: Option<PathBuf>,
    /// The number of the account that becomes the line, as +13125550100.
    #[arg(long)]
    number: Option<String>,
    /// People dial another number, whose unanswered calls are forwarded to this one. The text then
    /// comes from a number that the caller did not dial.
    #[arg(long)]
    forwarded: bool,
    /// The phones to ring, separated by commas. The first gets the answers.
    #[arg(long)]
    ring: Option<String>,
    /// When the business is open, as "mon-fri 8:00-17:00; sat 9:00-13:00".
    #[arg(long)]
    hours: Option<String>,
    /// The text, with {owner}, {company} and {number}.
    #[arg(long)]
    text: Option<String>,
    /// Where the carrier reaches this server, where the configuration does not say.
    #[arg(long)]
    public_url: Option<String>,
    /// The business, by its number or its name, where there are several.
    #[arg(long)]
    business: Option<String>,
    /// Call the first phone, to hear what a customer's call will begin with.
    #[arg(long)]
    test_call: bool,
    /// Wait for a call to the number that people dial, to see that it is forwarded here. `ringback
    /// serve` has to run.
    #[arg(long)]
    check_forwarding: bool,
    /// Do what is shown without asking.
    #[arg(long)]
    yes: bool,
    /// Also what touches other numbers of the account, or what somebody changed since.
    #[arg(long)]
    force: bool,
    /// Ask, even where standard input is no terminal.
    #[arg(long)]
    ask: bool,
    /// Put back what the set-up replaced at the carrier.
    #[arg(long)]
    undo: bool,
    #[command(flatten)]
    file: FileArgument,
}

/// What every step needs.
struct Desk {
    store: Store,
    prompt: Prompt,
    api_url: Url,
    public_url: PublicUrl,
    /// Whether the configuration names the public URL, so that `serve` will know it.
    public_url_is_set: bool,
}

impl Desk {
    fn urls(&self) -> Urls {
        Urls::new(self.public_url.clone())
    }
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let layers = Layers::load(arguments.file.config.as_deref());
    install_tls();
    runtime()?.block_on(async {
        let desk = open(arguments, &layers)?;
        if arguments.undo {
            return undo::run(&desk, arguments, &layers).await;
        }
        set_up(&desk, arguments, &layers).await
    })
}

fn open(arguments: &Arguments, layers: &Layers) -> anyhow::Result<Desk> {
    if let Some(fault) = layers.faults.first() {
        bail!("{fault}");
    }
    let prompt = Prompt::new(arguments.ask, arguments.yes);
    let mut reader = Reader::new(vec![&layers.values]);
    let api_url = reader
        .text("twilio_api_url")
        .unwrap_or_else(|| DEFAULT_API_URL.to_owned());
    let configured = reader.text("public_url");
    let public_url_is_set = configured.is_some();
    let given = arguments.public_url.clone().or(configured);
    let question = "Where Twilio reaches this server, as https://ring.example.com";
    let public_url = given
        .or_else(|| prompt.ask(question, None))
        .context("public_url is not set. Set it in the configuration, or give --public-url")?;
    let fix = "Write it as https://ring.example.com";
    let public_url = PublicUrl::parse(&public_url)
        .map_err(|fault| anyhow::anyhow!("--public-url: {fault}. {fix}"))?;
    Ok(Desk {
        store: if arguments.undo {
            open_existing_store(layers)?
        } else {
            open_store(layers)?
        },
        prompt,
        api_url: Url::parse(&api_url).context("twilio_api_url: is not a web address")?,
        public_url,
        public_url_is_set,
    })
}

async fn set_up(desk: &Desk, arguments: &Arguments, layers: &Layers) -> anyhow::Result<()> {
    let prompt = &desk.prompt;
    let mut answers = Answers::gather(desk, arguments, layers).await?;
    prompt.heading("The business");
    answers.business(prompt)?;
    prompt.heading("The carrier");
    let carrier = account::check(desk, arguments, layers).await?;
    prompt.heading("The number");
    let number = number::choose(desk, &carrier.client, &mut answers, arguments).await?;
    forwarding::settle(desk, arguments, &number, &mut answers)?;
    prompt.heading("Phones, hours, words");
    answers.line(prompt)?;
    let line = answers.check(&number.number)?;
    text::show(prompt, &line);
    try_out::offer(desk, arguments, &carrier.client, &line).await;
    prompt.heading("What changes at the carrier");
    let plan = point::show(desk, &number, arguments)?;
    let saved = save::save(desk, arguments, &answers, &carrier, &number.number).await?;
    point::apply(desk, &carrier, saved.business, &number, &plan).await?;
    try_out::what_is_left(desk, &carrier.client, &number, &saved).await?;
    check_forwarding::offer(desk, arguments, &saved, &line).await
}
