//! Letting texts leave again, once the carrier's lists have been read.

use ringback_store::{Scope, Store, StoreError, held};

use crate::directory::{Configured, Directory};
use crate::engine::Engine;

/// Why an installation is not released.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// The lists of these lines have not been read yet.
    #[error(
        "the carrier's lists have not been read yet for {}: nobody knows who said stop there since \
         the backup",
        .0.join(", ")
    )]
    Unread(Vec<String>),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether the installation of this database may be released; for the console, where no engine runs.
///
/// # Errors
/// [`ReleaseError`].
pub async fn may_be_released(store: &Store, configured: &Configured) -> Result<(), ReleaseError> {
    let directory = Directory::open(store, configured).await?;
    all_read(store, &directory).await
}

impl Engine {
    /// Lets texts leave again. Where nothing is held there is nothing to do.
    ///
    /// # Errors
    /// [`ReleaseError::Unread`] names the lines that have to be waited for.
    pub async fn release(&self) -> Result<(), ReleaseError> {
        if self.directory().held().is_none() {
            return Ok(());
        }
        all_read(self.store(), &self.directory()).await?;
        self.store()
            .write(Scope::Installation, held::release)
            .await?;
        tracing::warn!("released after a restore: texts leave again");
        Ok(self.reload().await?)
    }
}

async fn all_read(store: &Store, directory: &Directory) -> Result<(), ReleaseError> {
    let read = store.read(held::relisted).await?;
    let lines = directory.lines();
    let unread: Vec<String> = lines
        .all()
        .filter(|line| !read.contains(&line.id))
        .map(|line| line.number.display_for(line.region))
        .collect();
    if unread.is_empty() {
        return Ok(());
    }
    Err(ReleaseError::Unread(unread))
}
