def count(words, rounds):
    counts = {}
    for round in range(rounds):
        for word in words:
            counts[word] = counts.get(word, 0) + round % 3
    total = 0
    for word in words:
        total += counts.get(word, 0)
    return total


def histogram(n):
    counts = {}
    state = 1
    for _ in range(n):
        state = (state * 1103 + 12345) % 65536
        key = state % 1000
        counts[key] = counts.get(key, 0) + 1
    greatest = 0
    for key in range(1000):
        if counts.get(key, 0) > greatest:
            greatest = counts[key]
    return greatest


words = []
for i in range(1000):
    words.append(f"word{i % 300}")
print(count(words, 4000))
print(histogram(3_000_000))
