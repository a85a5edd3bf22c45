#pragma once

// Included by the engine's own files only.

/// Before a function: there is one version of it for the oldest processors that the program runs
/// on, and more for newer ones, that know steps for many words at a time. Which of them is called
/// is found when the program starts. The sanitizers do not know such functions.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define MUSUBI_VERSIONS [[gnu::target_clones("default", "avx2", "arch=x86-64-v4")]]
#else
#define MUSUBI_VERSIONS
#endif
