//! `ringback serve`: everything wired together, until it is asked to stop.

use std::time::Duration;

use anyhow::Context;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use ringback_carriers::public_url::PublicUrl;
use ringback_carriers::twilio::urls::Urls;
use ringback_engine::{Engine, EngineConfig};
use ringback_store::Store;
use ringback_web::{WebConfig, WebState};
use tokio::signal::unix::{SignalKind, signal};

use crate::announce::announce;
use crate::certificate;
use crate::config::Settings;
use crate::entrances::Entrances;
use crate::login_link::Doors;

/// All of the stopping together takes less than this.
const STOP_WITHIN: Duration = Duration::from_millis(9_500);
/// Upper edges of the histograms' buckets, in seconds.
const SECONDS: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2.0, 10.0];
/// The metrics' histograms are folded into buckets this often.
const UPKEEP: Duration = Duration::from_secs(5);

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// When the database, the address or the client cannot be used.
pub(crate) async fn serve(settings: Settings) -> anyhow::Result<()> {
    // The plans of phone numbers take a moment to load; the first caller should not wait for it.
    std::thread::spawn(ringback_desk::phone::prepare);
    // Asked for first: a signal that comes while the server starts must not end it in mid-write.
    let stop = stop_signal()?;
    let metrics = start_metrics()?;
    let entrances = Entrances::open(settings.listen, settings.https).await?;
    let address = entrances.address()?;
    let store = Store::open_with_key(&settings.database, &settings.key).context("database")?;
    for warning in &settings.warnings {
        tracing::warn!("{warning}");
    }
    let public_url = settings.configured.public_url.clone();
    let engine = Engine::start(EngineConfig {
        store,
        urls: Urls::new(public_url.clone()),
        configured: settings.configured,
        media: settings.media,
    })
    .await
    .context("database")?;
    engine.forget_what_is_old();
    if let Some(plan) = &settings.backups {
        engine.back_up(plan.clone());
    }
    if let Some(https) = entrances.https() {
        certificate::watch(engine.clone(), https.clone());
    }
    let state = WebState::new(WebConfig {
        engine: engine.clone(),
        public_url: public_url.clone(),
        access_token: settings.access_token.clone(),
        metrics,
        https: entrances.https().cloned(),
        backups: settings.backups.clone(),
        zone_data: ringback_desk::zones::version(),
    });
    let doors = match entrances.https() {
        Some(_) => Doors::public_only(public_url.as_str()),
        None => Doors::at(address, public_url.as_str()),
    };
    announce(engine.store(), &doors, settings.access_token.as_ref()).await?;
    tracing::info!(%address, public_url = public_url.as_str(), lines = engine.lines().len(), "ready");
    run(entrances, state, public_url, engine, stop).await;
    Ok(())
}

async fn run(
    entrances: Entrances,
    state: WebState,
    public_url: PublicUrl,
    engine: Engine,
    stop: impl Future<Output = ()>,
) {
    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let asked = async {
        stop.await;
        tracing::info!("stopping: no new requests; those under way and sends that are out finish");
        state.close();
        let _ = stopping.send(());
    };
    let drain = async {
        let _ = stopped.await;
        engine.stop().await;
    };
    let both = async { tokio::join!(entrances.serve(&state, public_url), asked, drain) };
    let mut both = std::pin::pin!(both);
    tokio::select! {
        _ = &mut both => {}
        () = too_long(state.clone()) => tracing::warn!("stopping took too long; the rest is in the outbox"),
    }
}

/// Done when stopping has taken longer than it may.
async fn too_long(state: WebState) {
    state.closed().await;
    tokio::time::sleep(STOP_WITHIN).await;
}

fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

fn start_metrics() -> anyhow::Result<PrometheusHandle> {
    let recorder = PrometheusBuilder::new()
        .set_buckets(&SECONDS)
        .context("metrics")?
        .build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).context("metrics")?;
    let upkeep = handle.clone();
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(UPKEEP);
        loop {
            tick.tick().await;
            upkeep.run_upkeep();
        }
    });
    Ok(handle)
}
