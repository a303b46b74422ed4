//! File systems that can be filled and that can fail, mounted for one scene.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::program::Program;

/// Filler is written in pieces of this size.
const PIECE_BYTES: usize = 1 << 16;

/// A mounted file system, gone with this.
pub(super) struct Mounted {
    at: PathBuf,
}

impl Mounted {
    /// A file system in memory of so many megabytes.
    ///
    /// # Errors
    /// When it may not be mounted: that takes root.
    pub(super) fn small(at: PathBuf, megabytes: u32) -> Result<Self> {
        std::fs::create_dir_all(&at)?;
        let size = format!("size={megabytes}m");
        mount(["-t", "tmpfs", "-o", &size, "tmpfs"], &at)?;
        Ok(Self { at })
    }

    /// An ext4 file system in the file `image`, that turns read-only when it finds a fault.
    ///
    /// # Errors
    /// When it cannot be made or may not be mounted: that takes root.
    pub(super) fn fallible(at: PathBuf, image: &Path, megabytes: u64) -> Result<Self> {
        std::fs::create_dir_all(&at)?;
        File::create(image)?.set_len(megabytes << 20)?;
        let path = image.display().to_string();
        Program::new("mkfs.ext4").with(["-q", &path]).run()?;
        mount(["-o", "loop,errors=remount-ro", &path], &at)?;
        Ok(Self { at })
    }

    /// A database on it.
    pub(super) fn database(&self) -> String {
        self.at.join("ringback.db").display().to_string()
    }

    /// Fills it to the last byte.
    ///
    /// # Errors
    /// When the filler cannot be made.
    pub(super) fn fill(&self) -> Result<()> {
        let mut filler = File::create(self.filler())?;
        let piece = [0_u8; PIECE_BYTES];
        let mut size = PIECE_BYTES;
        while size > 0 {
            // A full disk takes no more of this size: try smaller pieces, to the last byte.
            if filler.write_all(&piece[..size]).is_err() {
                size /= 2;
            }
        }
        Ok(())
    }

    /// Makes room again.
    ///
    /// # Errors
    /// When the filler is gone.
    pub(super) fn make_room(&self) -> Result<()> {
        std::fs::remove_file(self.filler()).context("the filler is gone")
    }

    /// Lets the kernel find a fault, so that the file system turns read-only.
    ///
    /// # Errors
    /// When the kernel offers no such thing.
    pub(super) fn fail(&self) -> Result<()> {
        let source = Program::new("findmnt")
            .with(["-no", "SOURCE", &self.at.display().to_string()])
            .output()?;
        let device = source.trim().trim_start_matches("/dev/").to_owned();
        std::fs::write(format!("/sys/fs/ext4/{device}/trigger_fs_error"), "1")
            .context("the kernel does not let us break the file system")
    }

    /// Unmounts it, repairs it and mounts it again: what a person does after such a fault.
    ///
    /// # Errors
    /// When it cannot be repaired.
    pub(super) fn repair(&self, image: &Path) -> Result<()> {
        let (at, path) = (self.at.display().to_string(), image.display().to_string());
        Program::new("umount").with([&at]).run()?;
        // 1 says that faults were found and mended (e2fsck(8)).
        let _ = Program::new("e2fsck").with(["-p", "-f", &path]).run();
        mount(["-o", "loop,errors=remount-ro", &path], &self.at)
    }

    fn filler(&self) -> PathBuf {
        self.at.join("filler")
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let at = self.at.display().to_string();
        let _ = Program::new("umount").with(["--lazy", &at]).run();
    }
}

fn mount<'a>(arguments: impl IntoIterator<Item = &'a str>, at: &Path) -> Result<()> {
    Program::new("mount")
        .with(arguments)
        .with([at.display().to_string()])
        .run()
        .context("cannot mount a file system for this fault; it takes root")
}
