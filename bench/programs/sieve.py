def primes(n):
    is_prime = [True] * (n + 1)
    count = 0
    for i in range(2, n + 1):
        if is_prime[i]:
            count += 1
            j = i * i
            while j <= n:
                is_prime[j] = False
                j += i
    return count


print(primes(8_000_000))
