//! Serving the API: one task for each connection.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;

use super::api::{self, Answer};
use super::{Carrier, Weather, receipts};
use crate::bench::http::Connection;

/// What a carrier with a fault of its own says.
const FAILING: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n\
    Content-Length: 74\r\n\r\n\
    {\"code\":20503,\"message\":\"Service unavailable\",\"more_info\":\"\",\"status\":503}";

/// Accepts connections for as long as the runtime runs.
pub(super) async fn serve(listener: TcpListener, carrier: Arc<Carrier>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of sockets: let some be closed first.
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        };
        let carrier = Arc::clone(&carrier);
        tokio::spawn(async move {
            // The server may be killed at any moment: a connection that breaks is no news.
            let _ = converse(stream, &carrier).await;
        });
    }
}

async fn converse(stream: tokio::net::TcpStream, carrier: &Arc<Carrier>) -> io::Result<()> {
    let mut connection = Connection::new(stream)?;
    while let Some(request) = connection.receive().await? {
        if carrier.is(Weather::Failing) {
            connection.send(FAILING).await?;
            continue;
        }
        let Answer { status, body, text } = match &carrier.upstream {
            Some(upstream) => api::hand_on(carrier, upstream, &request).await?,
            None => api::answer(carrier, &request),
        };
        if carrier.is(Weather::Silent) {
            // Whoever asked gives up and closes; until then this end says nothing.
            while connection.receive().await?.is_some() {}
            return Ok(());
        }
        let delay = carrier.answer_delay();
        if text.is_some() && !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        let answer = format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len(),
        );
        connection.send(answer.as_bytes()).await?;
        if let Some(text) = text {
            carrier.ledger.answered(&text, Instant::now());
            if carrier.behaviour.receipts && carrier.upstream.is_none() {
                tokio::spawn(receipts::post(Arc::clone(carrier), text));
            }
        }
    }
    Ok(())
}
