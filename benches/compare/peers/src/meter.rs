//! CPU time and resident memory of this process.

use std::time::Duration;

use cpu_time::ProcessTime;

/// CPU time of all threads since the process began.
pub(crate) fn cpu() -> Duration {
    ProcessTime::now().as_duration()
}

/// Resident memory in kB; nothing where the system has no /proc.
pub(crate) fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// Makes something ready, and says what that cost.
pub(crate) fn built<T>(build: impl FnOnce() -> T) -> T {
    let (memory, start) = (resident(), cpu());
    let built = build();
    let spent = cpu() - start;
    println!("build_s\t{:.6}", spent.as_secs_f64());
    if let (Some(before), Some(after)) = (memory, resident()) {
        println!("build_kb\t{}", after.saturating_sub(before));
    }
    built
}
