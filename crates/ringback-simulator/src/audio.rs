//! Audio files for recordings: a hum with the rhythm of speech, so that a player has something to
//! show; and silence as MP3, which is simple enough to write without an encoder.

/// Longest file, whatever the recording's length.
const SECONDS_MAX: u64 = 120;

/// 8 kHz, 16 bit, mono, as Twilio delivers recordings.
pub(crate) fn wav(seconds: u64) -> Vec<u8> {
    const RATE: u32 = 8000;
    let samples = u32::try_from(seconds.clamp(1, SECONDS_MAX)).unwrap_or(1) * RATE;
    let bytes = samples * 2;
    let mut file = Vec::with_capacity(44 + bytes as usize);
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(36 + bytes).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt ");
    file.extend_from_slice(&16u32.to_le_bytes());
    file.extend_from_slice(&1u16.to_le_bytes());
    file.extend_from_slice(&1u16.to_le_bytes());
    file.extend_from_slice(&RATE.to_le_bytes());
    file.extend_from_slice(&(RATE * 2).to_le_bytes());
    file.extend_from_slice(&2u16.to_le_bytes());
    file.extend_from_slice(&16u16.to_le_bytes());
    file.extend_from_slice(b"data");
    file.extend_from_slice(&bytes.to_le_bytes());
    for at in 0..samples {
        let t = f64::from(at) / f64::from(RATE);
        // Syllables at 4 Hz on a voice at 130 Hz with two overtones.
        let syllable = (t * 4.0 * std::f64::consts::PI).sin().abs();
        let voice: f64 = [(130.0, 0.5), (260.0, 0.3), (390.0, 0.15)]
            .iter()
            .map(|(hertz, share)| (t * hertz * std::f64::consts::TAU).sin() * share)
            .sum();
        let sample = (voice * syllable * 6000.0) as i16;
        file.extend_from_slice(&sample.to_le_bytes());
    }
    file
}

/// Frames of MPEG-1 layer III at 32 kbit/s, 44.1 kHz, mono: empty side information is silence.
pub(crate) fn mp3(seconds: u64) -> Vec<u8> {
    const FRAME_BYTES: usize = 104;
    const FRAMES_A_SECOND: u64 = 39;
    let frames = usize::try_from(seconds.clamp(1, SECONDS_MAX) * FRAMES_A_SECOND).unwrap_or(1);
    let mut file = vec![0; frames * FRAME_BYTES];
    for frame in file.chunks_exact_mut(FRAME_BYTES) {
        frame[..4].copy_from_slice(&[0xff, 0xfb, 0x10, 0xc0]);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_as_long_as_they_say() {
        let file = wav(3);
        assert_eq!(file.len(), 44 + 3 * 16_000);
        assert_eq!(&file[..4], b"RIFF");
        assert_eq!(mp3(2).len(), 78 * 104);
    }
}
