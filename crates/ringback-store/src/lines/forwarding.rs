//! What a line's row says of calls that are forwarded to it.

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::lines::{ForwardedCall, Forwarding};

use super::sql;
use crate::columns::read_time;
use crate::value::Row;
use crate::{StoreError, Tx, settings};

/// Begins a check of a line's forwarding, which is over at `until`.
///
/// # Errors
/// When the database cannot be written.
pub fn begin_forward_check(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
    until: Instant,
) -> Result<(), StoreError> {
    tx.put(sql::BEGIN_FORWARD_CHECK, (business.0, line.0, until.0))?;
    settings::touch(tx)
}

/// Notes the call that was seen to arrive; the last one counts.
///
/// # Errors
/// When the database cannot be written.
pub fn set_forwarded(
    tx: &Tx<'_>,
    business: BusinessId,
    line: LineId,
    call: &ForwardedCall,
) -> Result<(), StoreError> {
    tx.put(
        sql::SET_FORWARDED,
        (
            business.0,
            line.0,
            call.at.0,
            call.caller.as_str(),
            call.from.as_deref(),
        ),
    )?;
    settings::touch(tx)
}

/// Reads the columns, beginning at `first`.
pub(super) fn read(row: &Row<'_>, first: usize) -> Result<Forwarding, StoreError> {
    let caller: Option<String> = row.get(first + 2)?;
    let from = row.get(first + 3)?;
    Ok(Forwarding {
        check_until: read_time(row, first)?,
        seen: read_time(row, first + 1)?.map(|at| ForwardedCall {
            at,
            caller: caller.unwrap_or_default(),
            from,
        }),
    })
}
