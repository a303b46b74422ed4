//! The way to the authority's server: the HTTP client that everything here uses, under the library
//! that knows the protocol.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::BodyExt;
use instant_acme::{BodyWrapper, BytesResponse, Error, HttpClient};
use reqwest::Certificate;

/// An authority answers within seconds, or it is asked again later.
const WITHIN: Duration = Duration::from_secs(30);

pub(super) struct Client(reqwest::Client);

impl Client {
    /// `root` is the authority that signed the server's certificate, where it is not public.
    pub(super) fn new(root: Option<&[u8]>) -> Result<Self, reqwest::Error> {
        let mut builder = reqwest::Client::builder()
            .timeout(WITHIN)
            .redirect(reqwest::redirect::Policy::none());
        if let Some(root) = root {
            builder = builder.tls_certs_only(Certificate::from_pem_bundle(root)?);
        }
        builder.build().map(Self)
    }
}

type Answer = Pin<Box<dyn Future<Output = Result<BytesResponse, Error>> + Send>>;

impl HttpClient for Client {
    fn request(&self, request: Request<BodyWrapper<Bytes>>) -> Answer {
        let client = self.0.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let Ok(body) = body.collect().await;
            let request = Request::from_parts(parts, body.to_bytes());
            let answer = client.execute(request.try_into().map_err(other)?).await;
            let answer = Response::from(answer.map_err(other)?);
            Ok(BytesResponse::from(answer))
        })
    }
}

fn other(fault: reqwest::Error) -> Error {
    Error::Other(Box::new(fault))
}
