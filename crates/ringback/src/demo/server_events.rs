//! Reads server-sent events out of the bytes of an answer (WHATWG HTML, "Server-sent events").

/// One event: its type and data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ServerEvent {
    /// The `event` field; `message` when there was none.
    pub(super) kind: String,
    /// The `data` lines, joined by line feeds.
    pub(super) data: String,
}

/// Takes bytes as they come and gives out events as they are complete.
#[derive(Debug, Default)]
pub(super) struct ServerEvents {
    pending: Vec<u8>,
    kind: String,
    data: Vec<String>,
}

impl ServerEvents {
    /// Events that these bytes complete.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<ServerEvent> {
        self.pending.extend_from_slice(bytes);
        let mut events = Vec::new();
        while let Some(end) = self.pending.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.pending.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line);
            events.extend(self.line(line.trim_end_matches(['\r', '\n'])));
        }
        events
    }

    fn line(&mut self, line: &str) -> Option<ServerEvent> {
        if line.is_empty() {
            return self.complete();
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.kind),
            "data" => self.data.push(value.to_owned()),
            _ => {} // comments, ids and pauses are not needed here
        }
        None
    }

    fn complete(&mut self) -> Option<ServerEvent> {
        let kind = std::mem::take(&mut self.kind);
        let data = std::mem::take(&mut self.data);
        if data.is_empty() {
            return None;
        }
        let kind = if kind.is_empty() {
            "message".to_owned()
        } else {
            kind
        };
        Some(ServerEvent {
            kind,
            data: data.join("\n"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_whole_however_the_bytes_are_cut() {
        let bytes = ": hello\n\nid: 7\r\nevent: change\r\ndata: {\"a\":\r\ndata:  \"é\"}\r\n\r\ndata: x\n\n";
        let wanted = vec![
            ServerEvent {
                kind: "change".into(),
                data: "{\"a\":\n \"é\"}".into(),
            },
            ServerEvent {
                kind: "message".into(),
                data: "x".into(),
            },
        ];
        for size in 1..bytes.len() {
            let mut reader = ServerEvents::default();
            let read: Vec<_> = bytes
                .as_bytes()
                .chunks(size)
                .flat_map(|chunk| reader.take(chunk))
                .collect();
            assert_eq!(read, wanted, "in pieces of {size}");
        }
    }
}
