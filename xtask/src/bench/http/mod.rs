//! As much HTTP/1.1 as two programs on loopback need: whole messages with a length, connections
//! that stay open. Leaner than a library, since it shares two cores with what it measures.

mod front;
mod pool;

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) use front::Front;
pub(crate) use pool::Pool;

/// More than any message that is expected here.
const MESSAGE_BYTES_MAX: usize = 1 << 20;

/// One end of a connection.
pub(crate) struct Connection {
    stream: TcpStream,
    /// What was read and not used yet.
    buffer: Vec<u8>,
}

/// A request or an answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message {
    /// Request or status line and header lines, without the blank line behind them.
    head: String,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Connection {
    /// Takes over a stream.
    ///
    /// # Errors
    /// When the socket is gone already.
    pub(crate) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(4096),
        })
    }

    /// Opens a connection to a port of this machine.
    ///
    /// # Errors
    /// When nobody listens there.
    pub(crate) async fn open(port: u16) -> io::Result<Self> {
        Self::new(TcpStream::connect(("127.0.0.1", port)).await?)
    }

    /// Sends a whole message.
    ///
    /// # Errors
    /// When the other end is gone.
    pub(crate) async fn send(&mut self, message: &[u8]) -> io::Result<()> {
        self.stream.write_all(message).await
    }

    /// The next message; `None` when the other end closed the connection between two.
    ///
    /// # Errors
    /// When it ends in the middle of one, or sends what is not understood here.
    pub(crate) async fn receive(&mut self) -> io::Result<Option<Message>> {
        let mut head_end = None;
        loop {
            if head_end.is_none() {
                head_end = find(&self.buffer, b"\r\n\r\n");
            }
            if let Some(end) = head_end {
                let length = body_length(&self.buffer[..end])?;
                if self.buffer.len() >= end + 4 + length {
                    return self.take(end, length).map(Some);
                }
            }
            if self.buffer.len() > MESSAGE_BYTES_MAX {
                return Err(io::Error::other("a message of more than 1 MiB"));
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return match self.buffer.is_empty() {
                    true => Ok(None),
                    false => Err(io::ErrorKind::UnexpectedEof.into()),
                };
            }
        }
    }

    /// Sends a request and waits for its answer.
    ///
    /// # Errors
    /// When the connection breaks before the whole answer is there.
    pub(crate) async fn exchange(&mut self, request: &[u8]) -> io::Result<Message> {
        self.send(request).await?;
        self.receive()
            .await?
            .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    fn take(&mut self, head_end: usize, length: usize) -> io::Result<Message> {
        let body_end = head_end + 4 + length;
        let head = std::str::from_utf8(&self.buffer[..head_end]).map_err(io::Error::other)?;
        let message = Message {
            head: head.to_owned(),
            body: self.buffer[head_end + 4..body_end].to_vec(),
        };
        self.buffer.drain(..body_end);
        Ok(message)
    }
}

impl Message {
    /// The first line.
    pub(crate) fn first_line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// The status of an answer; 0 where it has none.
    pub(crate) fn status(&self) -> u16 {
        let status = self.first_line().split(' ').nth(1);
        status.and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    /// Whether an answer says that the request was taken.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status())
    }

    /// The whole message as it was.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        [self.head.as_bytes(), b"\r\n\r\n", &self.body].concat()
    }

    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_default()
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().skip(1).find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

fn body_length(head: &[u8]) -> io::Result<usize> {
    let head = std::str::from_utf8(head).map_err(io::Error::other)?;
    if header(head, "transfer-encoding").is_some() {
        return Err(io::Error::other("a body in chunks is not understood here"));
    }
    match header(head, "content-length") {
        Some(length) => length.parse().map_err(io::Error::other),
        None => Ok(0),
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    async fn received(pieces: &'static [&'static str]) -> Vec<io::Result<Option<Message>>> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let writing = tokio::spawn(async move {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
            for piece in pieces {
                stream.write_all(piece.as_bytes()).await.unwrap();
                tokio::task::yield_now().await;
            }
        });
        let mut connection = Connection::new(listener.accept().await.unwrap().0).unwrap();
        let mut all = Vec::new();
        loop {
            let message = connection.receive().await;
            let ended = !matches!(message, Ok(Some(_)));
            all.push(message);
            if ended {
                writing.await.unwrap();
                return all;
            }
        }
    }

    #[tokio::test]
    async fn messages_are_put_together_from_pieces() {
        let pieces = &[
            "HTTP/1.1 201 Created\r\nContent-",
            "Length: 3\r\n\r\na",
            "bcHTTP/1.1 204 No\r\n\r\n",
        ];
        let all = received(pieces).await;
        let first = all[0].as_ref().unwrap().as_ref().unwrap();
        assert_eq!((first.status(), first.text()), (201, "abc"));
        assert_eq!(first.header("content-length"), Some("3"));
        let second = all[1].as_ref().unwrap().as_ref().unwrap();
        assert!(second.is_success() && second.body.is_empty());
        assert!(matches!(all[2], Ok(None)));
    }

    #[tokio::test]
    async fn an_answer_that_breaks_off_is_an_error() {
        let all = received(&["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"]).await;
        assert!(all[0].is_err());
        let all = received(&["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"]).await;
        assert!(all[0].is_err());
    }
}
